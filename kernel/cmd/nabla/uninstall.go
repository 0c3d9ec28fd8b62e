package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/kernelspec"
)

type uninstallCommand struct{}

// Run leaves the program itself, and the data folder as far as anything else is in
// it. What the user has entered is removed, too.
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
	if err := os.Remove(historyFile()); err == nil {
		fmt.Println("removed", historyFile())
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return build.Remove(build.DataDir())
}
