package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/worker/overlay"
)

// formatVersion changes when what Prepare writes changes its meaning.
const formatVersion = "1"

// Prepare makes everything that a notebook needs from the Go release that it
// finds, unless it is there already, and writes down that it belongs to the
// source. Several processes may prepare at once: one works, the others wait.
func Prepare(ctx context.Context, c Config) (*Toolchain, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	c.report(Progress{Phase: "looking for Go"})
	r, err := findRelease(ctx, c.GoRoot)
	if err != nil {
		return nil, err
	}
	if err := overlay.Known(r.Version); err != nil {
		return nil, err
	}
	pointer, err := installedFile(c)
	if err != nil {
		return nil, err
	}
	key := hashOf(append(r.fixed(), r.Version, fmt.Sprint(r.Compiler), overlay.Hash(), filepath.Base(pointer), formatVersion,
		workerMain, strings.Join(preparedPackages, " "))...)
	dir := filepath.Join(c.DataDir, "toolchain", key)
	l, err := acquire(dir + ".lock")
	if err != nil {
		return nil, fmt.Errorf("preparing nabla's toolchain: %w", err)
	}
	defer l.release()
	t, err := openToolchain(c.DataDir, dir)
	if err != nil {
		if t, err = c.make(ctx, r, dir); err != nil {
			return nil, err
		}
	}
	return t, writeFile(pointer, []byte(key))
}

// make does the work of Prepare. The record is written last: without it the
// folder counts as empty.
func (c Config) make(ctx context.Context, r release, dir string) (*Toolchain, error) {
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	g, err := c.command(ctx, r, filepath.Join(dir, "module"))
	if err != nil {
		return nil, err
	}
	packages, err := c.compileAll(ctx, g)
	if err != nil {
		return nil, err
	}
	c.report(Progress{Phase: "building the worker"})
	if err := g.buildWorker(ctx, filepath.Join(dir, "worker")); err != nil {
		return nil, err
	}
	data, err := json.MarshalIndent(record{Release: r, Overlay: g.overlay, Source: c.Source, Packages: packages}, "", "\t")
	if err != nil {
		return nil, err
	}
	if err := writeFile(filepath.Join(dir, recordFile), data); err != nil {
		return nil, err
	}
	return openToolchain(c.DataDir, dir)
}

// command writes the overlay and the module in which the prepared packages and
// the worker are compiled.
func (c Config) command(ctx context.Context, r release, dir string) (goCommand, error) {
	overlayDir := filepath.Join(c.DataDir, "overlay", hashOf(r.Root, r.Version, overlay.Hash()))
	l, err := acquire(overlayDir + ".lock")
	if err != nil {
		return goCommand{}, err
	}
	defer l.release()
	file, err := overlay.Write(r.Root, overlayDir)
	if err != nil {
		return goCommand{}, err
	}
	env, err := r.commandEnvironment(ctx, os.Environ())
	if err != nil {
		return goCommand{}, err
	}
	if err := writeGoMod(dir, c.Source, r.language(), nil); err != nil {
		return goCommand{}, err
	}
	if err := writeFile(filepath.Join(dir, "main.go"), []byte(workerMain)); err != nil {
		return goCommand{}, err
	}
	return goCommand{release: r, overlay: file, env: env, dir: dir}, nil
}

// compileAll compiles the prepared packages and keeps them in the store. One
// that does not compile is left out: who imports it gets the errors, and
// others can work.
func (c Config) compileAll(ctx context.Context, g goCommand) ([]Package, error) {
	const phase = "compiling the standard library, gonum and nabla's own packages"
	patterns := append([]string{"std", "."}, preparedPackages...)
	total, err := g.count(ctx, patterns)
	if err != nil {
		return nil, explain(err)
	}
	done := 0
	c.report(Progress{Phase: phase, Total: total})
	all, err := g.list(ctx, patterns, func(path string) {
		done++
		c.report(Progress{Phase: phase, Item: path, Done: done, Total: total})
	})
	if err != nil {
		return nil, explain(err)
	}
	var packages []Package
	for _, p := range all {
		if p.Name == "main" {
			continue
		}
		if p.Error != nil && !p.Standard {
			c.report(Progress{Phase: phase, Done: done, Total: total, Problem: explainPackage(p).Error()})
			continue
		}
		if p.Export == "" {
			continue // unsafe, and what exists with cgo only
		}
		packages = append(packages, Package{})
		if packages[len(packages)-1], err = keep(store{filepath.Join(c.DataDir, "archives")}, p); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(packages, func(a, b Package) int { return strings.Compare(a.Path, b.Path) })
	return packages, nil
}

// keep puts a compiled package into the store. Its Archive is relative to the
// store, so that the data folder may be moved.
func keep(s store, p listed) (Package, error) {
	file, err := s.add(p.Export)
	if err != nil {
		return Package{}, fmt.Errorf("keeping the compiled package %s: %w", p.ImportPath, err)
	}
	if file, err = filepath.Rel(s.dir, file); err != nil {
		return Package{}, err
	}
	kept := Package{Path: p.ImportPath, Name: p.Name, Archive: file, Standard: p.Standard}
	if p.Module != nil {
		kept.Module, kept.Version = p.Module.Path, p.Module.Version
	}
	return kept, nil
}

// buildWorker links the worker. Its symbol table stays, because the linker in
// it reads it; debugging information goes.
func (g goCommand) buildWorker(ctx context.Context, file string) error {
	fresh := file + ".new"
	defer os.Remove(fresh)
	args := append(g.args("build"), "-buildmode=exe", "-ldflags=-w", "-o", fresh, ".")
	if _, err := g.run(ctx, args, nil); err != nil {
		return fmt.Errorf("building the worker: %w", explain(err))
	}
	return os.Rename(fresh, file)
}

// hashOf is a short name for a list of strings.
func hashOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%q\n", p)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
