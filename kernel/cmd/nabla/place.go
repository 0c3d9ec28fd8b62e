package main

import (
	"os"
	"path/filepath"
)

// settle makes [build.DataDir] the folder that this program was installed into,
// if it was: Jupyter may be started with another environment than install.sh.
func settle() {
	if os.Getenv("NABLA_DATA_DIR") != "" {
		return
	}
	program, err := os.Executable()
	if err != nil {
		return
	}
	if dir, ok := installedUnder(program); ok {
		os.Setenv("NABLA_DATA_DIR", dir)
	}
}

// installedUnder gives the data folder that a program is installed in, which
// shows by what package build keeps there.
func installedUnder(program string) (dir string, ok bool) {
	bin := filepath.Dir(program)
	dir = filepath.Dir(bin)
	info, err := os.Stat(filepath.Join(dir, "toolchain"))
	return dir, filepath.Base(bin) == "bin" && err == nil && info.IsDir()
}
