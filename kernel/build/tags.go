package build

import (
	"bufio"
	"go/build/constraint"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// changedTags lists the build tags that are in one list and not in the other.
func changedTags(a, b string) (list []string) {
	old, now := tagsIn(a), tagsIn(b)
	for _, tag := range slices.Concat(old, now) {
		if slices.Contains(old, tag) != slices.Contains(now, tag) {
			list = append(list, tag)
		}
	}
	return list
}

func tagsIn(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// heeds reports whether a file in a folder has a build constraint with one of the
// tags.
func heeds(dir string, tags []string) bool {
	if len(tags) == 0 {
		return false
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.[gs]*"))
	return slices.ContainsFunc(files, func(name string) bool { return fileHeeds(name, tags) })
}

func fileHeeds(name string, tags []string) (found bool) {
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan() && !strings.HasPrefix(lines.Text(), "package "); {
		if !constraint.IsGoBuild(lines.Text()) {
			continue
		}
		expr, err := constraint.Parse(lines.Text())
		if err != nil {
			return false
		}
		expr.Eval(func(tag string) bool {
			found = found || slices.Contains(tags, tag)
			return true
		})
	}
	return found
}
