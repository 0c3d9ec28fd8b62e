// Package embedded gives variables of a cell the files that their go:embed
// directives name, which are read when the cell runs. Only Go that is made for
// such directives imports it.
package embedded

import (
	"cmp"
	"embed"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unsafe"
)

// Text is the content of a file. It panics if the file cannot be read.
func Text(name string) string { return string(Bytes(name)) }

// Bytes is the content of a file. It panics if the file cannot be read.
func Bytes(name string) []byte {
	data, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return data
}

// A file is what [embed.FS] has of one; those of folders end in a slash.
type file struct {
	name, data string
	_          [16]byte // a checksum, which nobody reads
}

// Files are the files of a folder with these names, which are sorted out into
// the folders that they name. It panics if one cannot be read.
func Files(dir string, names ...string) (fs embed.FS) {
	list := make([]file, 0, len(names))
	folders := map[string]bool{".": true}
	for _, name := range names {
		list = append(list, file{name: name, data: Text(filepath.Join(dir, name))})
		for d := path.Dir(name); !folders[d]; d = path.Dir(d) {
			folders[d] = true
			list = append(list, file{name: d + "/"})
		}
	}
	slices.SortFunc(list, func(a, b file) int { // as package embed searches
		nameA, nameB := strings.TrimSuffix(a.name, "/"), strings.TrimSuffix(b.name, "/")
		return cmp.Or(cmp.Compare(path.Dir(nameA), path.Dir(nameB)), cmp.Compare(nameA, nameB))
	})
	// The only field of an embed.FS is a pointer to a slice of what file is.
	*(**[]file)(unsafe.Pointer(&fs)) = &list
	return fs
}
