package build

import (
	"fmt"
	"go/version"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"
)

// A NotebookMod is the go.mod that a notebook brings along.
type NotebookMod struct {
	Name string // of the file, for messages
	Text []byte
	Dir  string // to which its folders are relative
}

// Adopt has the session's go.mod say what that of the notebook says. The notes
// tell what cannot be as it says.
func (m *Module) Adopt(n NotebookMod) (notes []string, err error) {
	f, err := modfile.Parse(n.Name, n.Text, nil)
	if err != nil {
		return nil, fmt.Errorf("the versions that the notebook asks for are not used: %w", err)
	}
	has := m.toolchain.record.Release.language()
	if f.Go != nil && version.Compare("go"+f.Go.Version, "go"+has) > 0 {
		notes = append(notes, fmt.Sprintf("%s is for Go %s, and notebooks run Go %s", n.Name, f.Go.Version, has))
	}
	return notes, m.editMod(func(own *modfile.File) error {
		for _, r := range f.Require {
			if p := m.pinned(r.Mod.Path); p.Path != "" {
				if p.Version != r.Mod.Version && p.Path != modulePath {
					notes = append(notes, fmt.Sprintf("%s asks for %s %s, and notebooks have %s: nabla itself is compiled with it", n.Name, p.Path, r.Mod.Version, p.Version))
				}
				continue
			}
			if err := requireAtLeast(own, r); err != nil {
				return err
			}
		}
		for _, r := range f.Replace {
			if err := m.addReplace(own, r, n.Dir); err != nil {
				return err
			}
		}
		for _, x := range f.Exclude {
			if err := own.AddExclude(x.Mod.Path, x.Mod.Version); err != nil {
				return err
			}
		}
		return nil
	})
}

// requireAtLeast requires a version unless a newer one is required already.
func requireAtLeast(f *modfile.File, r *modfile.Require) error {
	before := requires(f, r.Mod.Path)
	switch {
	case semver.Compare(before, r.Mod.Version) >= 0:
		return nil
	case before == "":
		f.AddNewRequire(r.Mod.Path, r.Mod.Version, r.Indirect)
		return nil
	}
	return f.AddRequire(r.Mod.Path, r.Mod.Version)
}
