package session

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/build/buildtest"
	"github.com/gonabla/nabla/kernel/interp"
)

// testConfig is that of sessions which show what they show in sink.
func testConfig(t testing.TB, sink interp.Sink) Config {
	t.Helper()
	return Config{Toolchain: buildtest.Toolchain(t), DataDir: buildtest.DataDir(), Sink: sink, Version: "test"}
}

// newTestSession starts a session that ends with the test.
func newTestSession(t testing.TB) (*Session, *transcript) {
	t.Helper()
	out := &transcript{}
	return startTestSession(t, testConfig(t, out)), out
}

func startTestSession(t testing.TB, c Config) *Session {
	t.Helper()
	keepEnvironment(t)
	s, err := New(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// keepEnvironment takes back at the end of the test what %env has set.
func keepEnvironment(t testing.TB) {
	before := os.Environ()
	t.Cleanup(func() {
		os.Clearenv()
		for _, setting := range before {
			name, value, _ := strings.Cut(setting, "=")
			os.Setenv(name, value)
		}
	})
}
