package scope

import (
	"path"
	"regexp"
)

// version is how an import path may end that is not a name.
var version = regexp.MustCompile(`^v[0-9]+$|\.v[0-9]+$`)

// LikelyName guesses the name of a package by its path.
func LikelyName(p string) string {
	last := path.Base(p)
	if at := version.FindStringIndex(last); at != nil {
		if last = last[:at[0]]; last == "" {
			last = path.Base(path.Dir(p))
		}
	}
	return last
}
