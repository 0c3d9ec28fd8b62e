package session

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/gonabla/nabla/kernel/build"
)

// checkout is where the source is, not what a binary carries. Cells may change
// the working directory.
var checkout, _ = filepath.Abs("../..")

// toolchain prepares, once and for all tests of this machine, what sessions
// need. NABLA_TEST_DATA_DIR names a folder in which that has been done.
var toolchain = sync.OnceValues(func() (*build.Toolchain, error) {
	return build.Prepare(context.Background(), build.Config{DataDir: testDataDir(), Source: checkout})
})

func testDataDir() string {
	if dir := os.Getenv("NABLA_TEST_DATA_DIR"); dir != "" {
		return dir
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	return filepath.Join(cache, "nabla-test")
}

// newTestSession starts a session that ends with the test.
func newTestSession(t testing.TB) (*Session, *transcript) {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a prepared toolchain, which takes a minute to make")
	}
	tc, err := toolchain()
	if err != nil {
		t.Fatal(err)
	}
	out := &transcript{}
	s, err := New(context.Background(), Config{Toolchain: tc, DataDir: testDataDir(), Sink: out, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s, out
}
