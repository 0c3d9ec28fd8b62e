package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/kernelspec"
)

type uninstallCommand struct{}

// prepared are the folders that installing and running kernels make in
// build.DataDir; see package build.
var prepared = []string{"archives", "overlay", "toolchain", "installed", "source", "sessions"}

// Run leaves the program itself, and the data folder as far as anything else is in it.
func (uninstallCommand) Run() error {
	removed, left, err := kernelspec.Uninstall(record())
	if err != nil {
		return err
	}
	for _, folder := range removed {
		fmt.Println("removed", folder)
	}
	for _, folder := range left {
		fmt.Println("left, since other files are in it:", folder)
	}
	for _, name := range prepared {
		if err := os.RemoveAll(filepath.Join(build.DataDir(), name)); err != nil {
			return err
		}
	}
	return nil
}
