package session

import (
	"context"
	"os"

	"github.com/gonabla/nabla/kernel/build"
)

// UseWork implements [command.Session].
func (a *acting) UseWork() (file string, modules []string, err error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", nil, err
	}
	return a.session.module.UseWork(dir)
}

// Get implements [command.Session].
func (a *acting) Get(ctx context.Context, queries []string) error {
	return a.session.module.Get((*execution)(a).withProgress(ctx), queries)
}

// Mod implements [command.Session].
func (a *acting) Mod(all bool) ([]byte, error) {
	if all {
		return a.session.module.WholeMod()
	}
	return a.session.module.Mod("")
}

// Replace implements [command.Session].
func (a *acting) Replace(module, folder string) error {
	return a.session.module.Replace(module, folder)
}

// withProgress has the cell show what is fetched for it.
func (x *execution) withProgress(ctx context.Context) context.Context {
	return build.WithProgress(ctx, x.note)
}

// resolve makes sure that imports of the cell are compiled.
func (x *execution) resolve(imports []string) error {
	return x.session.module.Resolve(x.withProgress(x.ctx), imports)
}
