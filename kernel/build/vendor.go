package build

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// A vendored module is one that vendor/modules.txt names.
type vendored struct{ path, version, language string }

var (
	// vendoredModule is how the part of a module begins in vendor/modules.txt.
	vendoredModule = regexp.MustCompile(`^# (\S+) (v\S+)`)
	// vendoredLanguage is the release of Go for which the module is.
	vendoredLanguage = regexp.MustCompile(`^##.*\bgo (\d[.\d]*)`)
)

// readVendored reads vendor/modules.txt.
func readVendored(text string) (list []vendored) {
	for line := range strings.Lines(text) {
		if at := vendoredModule.FindStringSubmatch(line); at != nil {
			list = append(list, vendored{path: at[1], version: at[2]})
		} else if at := vendoredLanguage.FindStringSubmatch(line); at != nil && len(list) > 0 {
			list[len(list)-1].language = at[1]
		}
	}
	return list
}

// useVendored has the packages in the vendor folder of a module be those of their
// modules, as the go command has them in that module. Each module gets a folder of
// its own in the session's, with a go.mod, which a vendor folder has not.
func (m *Module) useVendored(folder string) (list []usedFolder, err error) {
	vendor := filepath.Join(folder, "vendor")
	text, err := os.ReadFile(filepath.Join(vendor, "modules.txt"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	parts := map[string]bool{}
	all := readVendored(string(text))
	for _, v := range all {
		parts[v.path] = true
	}
	for _, v := range all {
		if m.pinned(v.path).Path != "" {
			continue
		}
		stand := filepath.Join(m.dir, "vendored", v.path+"@"+v.version)
		if err := v.write(stand, vendor, parts); err != nil {
			return nil, fmt.Errorf("using what is in %s: %w", vendor, err)
		}
		list = append(list, usedFolder{v.path, stand})
	}
	return list, nil
}

// write makes the folder that stands for a module. In parts are the paths of all
// modules, of which one may be in a folder within another's.
func (v vendored) write(stand, vendor string, parts map[string]bool) error {
	if err := os.RemoveAll(stand); err != nil {
		return err
	}
	if err := os.MkdirAll(stand, 0o755); err != nil {
		return err
	}
	mod := "module " + v.path + "\n"
	if v.language != "" {
		mod += "\ngo " + v.language + "\n"
	}
	if err := os.WriteFile(filepath.Join(stand, "go.mod"), []byte(mod), 0o644); err != nil {
		return err
	}
	return mirror(stand, filepath.Join(vendor, filepath.FromSlash(v.path)), v.path, parts)
}

// mirror puts the files of a folder, whose import path is given, into another, and
// links to the folders within it, except those of other modules.
func mirror(to, from, path string, parts map[string]bool) error {
	entries, err := os.ReadDir(from)
	if errors.Is(err, os.ErrNotExist) {
		return nil // nothing of the module is needed
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		old, fresh, inner := filepath.Join(from, e.Name()), filepath.Join(to, e.Name()), path+"/"+e.Name()
		switch {
		case !e.IsDir():
			err = linkOrCopy(old, fresh)
		case parts[inner]:
			continue
		case holds(parts, inner):
			if err = os.Mkdir(fresh, 0o755); err == nil {
				err = mirror(fresh, old, inner, parts)
			}
		default:
			err = os.Symlink(old, fresh)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// holds reports whether one of the paths is below another.
func holds(paths map[string]bool, above string) bool {
	for path := range paths {
		if strings.HasPrefix(path, above+"/") {
			return true
		}
	}
	return false
}
