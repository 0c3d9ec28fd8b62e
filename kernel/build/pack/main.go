// Command pack makes the archive of nabla's source that the binary carries. It
// is run from the top of the checkout, before nabla is compiled; install.sh does.
package main

import (
	"log"
	"path/filepath"

	"github.com/gonabla/nabla/kernel/build"
)

func main() {
	log.SetFlags(0)
	if err := build.WriteArchive(".", filepath.Join("kernel", "build", "archive", "source.tar.gz")); err != nil {
		log.Fatal(err)
	}
}
