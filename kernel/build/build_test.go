package build

import (
	"os"
	"path/filepath"
	"testing"
)

// prepared is the toolchain that the slow tests share. It is kept between test
// runs, so that only the first one compiles the standard library.
func prepared(t *testing.T) *Toolchain {
	t.Helper()
	if testing.Short() {
		t.Skip("prepares a toolchain")
	}
	c, err := testConfig()
	if err != nil {
		t.Fatal(err)
	}
	toolchain, err := Prepare(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return toolchain
}

func testConfig() (Config, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return Config{}, err
	}
	source, err := checkout()
	return Config{DataDir: filepath.Join(cache, "nabla-test"), Source: source}, err
}

func TestOpenAfterPrepare(t *testing.T) {
	want := prepared(t)
	c, err := testConfig()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	if got.Worker() != want.Worker() || got.GoVersion() != want.GoVersion() || len(got.Packages()) != len(want.Packages()) {
		t.Errorf("Open gives %s %s with %d packages, Prepare gave %s %s with %d",
			got.Worker(), got.GoVersion(), len(got.Packages()), want.Worker(), want.GoVersion(), len(want.Packages()))
	}
}
