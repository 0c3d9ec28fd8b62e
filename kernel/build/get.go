package build

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// Get changes the versions of modules in go.mod as `go get` does: a query is the
// path of a package or module, with a version behind an @ or without one. What it
// does is told to the function of [WithProgress].
func (m *Module) Get(ctx context.Context, queries []string) error {
	for _, q := range queries {
		if err := m.mayGet(q); err != nil {
			return err
		}
	}
	m.resolving.Lock()
	defer m.resolving.Unlock()
	g, err := m.command(ctx)
	if err != nil {
		return err
	}
	_, err = g.run(ctx, append([]string{"get", "--"}, queries...), nil)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(err)
}

// mayGet says why a query cannot be granted: it is for another version of a
// module whose packages were compiled at installation.
func (m *Module) mayGet(query string) error {
	path, version, _ := strings.Cut(query, "@")
	if p := m.pinned(path); p.Path != "" && version != p.Version {
		return fmt.Errorf("%s stays at %s in notebooks: nabla itself is compiled with it", p.Path, p.Version)
	}
	return nil
}

// tooOld says which of the modules that stay as they are go.mod asks for in a newer
// version; empty if there is none.
func (m *Module) tooOld() string {
	f, err := m.readOwn()
	if err != nil {
		return ""
	}
	var list []string
	for _, v := range m.toolchain.modules() {
		if asked := requires(f, v.Path); semver.Compare(asked, v.Version) > 0 {
			list = append(list, fmt.Sprintf("%s %s, and notebooks have %s", v.Path, asked, v.Version))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "it may need what is asked for and cannot be had: " + strings.Join(list, "; ")
}

// pinned is the module, of those with compiled packages, to which a package
// belongs; the zero value if it belongs to none.
func (m *Module) pinned(path string) (found module.Version) {
	for _, v := range m.toolchain.modules() {
		if within(path, v.Path) && len(v.Path) > len(found.Path) {
			found = v
		}
	}
	return found
}

// within reports whether a path is that of the module, or begins with it.
func within(path, module string) bool {
	rest, ok := strings.CutPrefix(path, module)
	return ok && (rest == "" || rest[0] == '/')
}
