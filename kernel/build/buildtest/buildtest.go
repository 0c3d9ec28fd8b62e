// Package buildtest gives tests the toolchain that cells are compiled with. It
// is prepared once for all tests of this machine, and kept between their runs,
// because compiling the standard library takes a minute.
package buildtest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/gonabla/nabla/kernel/build"
)

// DataDir is the folder that holds what was prepared: the one that
// NABLA_TEST_DATA_DIR names, or else one in the user's cache.
func DataDir() string {
	if dir := os.Getenv("NABLA_TEST_DATA_DIR"); dir != "" {
		return dir
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	return filepath.Join(cache, "nabla-test")
}

// Toolchain returns the prepared toolchain. It skips the test where tests are to
// be short.
func Toolchain(t testing.TB) *build.Toolchain {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a prepared toolchain, which takes a minute to make")
	}
	toolchain, err := prepare()
	if err != nil {
		t.Fatal(err)
	}
	return toolchain
}

var prepare = sync.OnceValues(func() (*build.Toolchain, error) {
	if checkout == "" {
		return nil, errors.New("the tests do not run in a checkout: there is no go.mod above the working directory")
	}
	return build.Prepare(context.Background(), build.Config{DataDir: DataDir(), Source: checkout})
})

// checkout is where the source of the tests is, and not one that was built into
// a binary. It is found before the first test begins: cells may change the
// working directory.
var checkout = func() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	return ""
}()
