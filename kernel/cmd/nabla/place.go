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
	if dir, ok := installedUnder(programPath()); ok {
		os.Setenv("NABLA_DATA_DIR", dir)
	}
}

// programPath is where this program is, for whoever has to type it.
func programPath() string {
	path, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return path
}

// installedUnder gives the data folder that a program is installed in, which
// shows by what package build keeps there.
func installedUnder(program string) (dir string, ok bool) {
	bin := filepath.Dir(program)
	dir = filepath.Dir(bin)
	info, err := os.Stat(filepath.Join(dir, "toolchain"))
	return dir, filepath.Base(bin) == "bin" && err == nil && info.IsDir()
}
