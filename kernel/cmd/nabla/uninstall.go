package main

import (
	"fmt"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/kernelspec"
)

type uninstallCommand struct{}

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
	return build.Remove(build.DataDir())
}
