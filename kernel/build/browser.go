package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// ForBrowser compiles and links a program, which is one file, to WebAssembly.
// Modules that it needs are added to go.mod. support is the script that such
// programs need, wasm_exec.js of the same Go release. The error is a
// *[CompileError] if the compiler refused the text.
func (m *Module) ForBrowser(ctx context.Context, name string, src []byte) (program, support []byte, err error) {
	m.resolving.Lock()
	defer m.resolving.Unlock()
	g, err := m.command(ctx)
	if err != nil {
		return nil, nil, err
	}
	support, err = os.ReadFile(filepath.Join(g.release.Root, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, nil, fmt.Errorf("this Go release cannot run programs in a browser: %w", err)
	}
	dir := filepath.Join(m.dir, name)
	if err := os.Mkdir(dir, 0o777); err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "main.go"), src, 0o666); err != nil {
		return nil, nil, err
	}
	g.overlay = "" // it is the worker's
	g.env = append(slices.Clone(g.env), "GOOS=js", "GOARCH=wasm")
	file := filepath.Join(dir, "program.wasm")
	_, err = g.run(ctx, append(g.args("build"), "-trimpath", "-ldflags=-s -w", "-v", "-o", file, "./"+name), countCompiled(ctx))
	var failed *commandError
	if errors.As(err, &failed) {
		return nil, nil, refused(failed)
	}
	if err != nil {
		return nil, nil, err
	}
	program, err = os.ReadFile(file)
	return program, support, err
}

// refused says why a program could not be built: what the compiler has found in
// the cells, or what was wrong with a module.
func refused(err *commandError) error {
	found := diagnostics(err.said)
	for i := range found {
		found[i].File = filepath.Base(found[i].File)
	}
	// Of an import the go command says on which line of the program it stands.
	found = slices.DeleteFunc(found, func(d Diagnostic) bool { return d.File == "main.go" })
	slices.SortStableFunc(found, func(a, b Diagnostic) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	if len(found) > 0 {
		return &CompileError{err.said, found}
	}
	return explain(err)
}
