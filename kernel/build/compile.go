package build

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A CompileError is what the compiler had to say about a text that it refused.
type CompileError struct {
	Output      string       // as the compiler wrote it
	Diagnostics []Diagnostic // all errors, in the order of the output
}

// A Diagnostic is one error at one place, as line directives give it.
type Diagnostic struct {
	File         string
	Line, Column int // from 1; Column counts bytes and is 0 when unknown
	Message      string
}

func (e *CompileError) Error() string { return strings.TrimSpace(e.Output) }

// Compile compiles one file of package main, all of whose imports have been
// resolved, and returns the object file. name is that of the files, without
// extension, and must be new each time. Relative names in line directives stay
// as they are. The error is a *[CompileError] if the compiler refused the text.
func (m *Module) Compile(ctx context.Context, name string, src []byte, imports []string) (object string, err error) {
	text := filepath.Join(m.dir, name+".go")
	config := filepath.Join(m.dir, name+".importcfg")
	object = filepath.Join(m.dir, name+".o")
	packages, err := m.importConfig(imports)
	if err != nil {
		return "", err
	}
	defer os.Remove(text)
	defer os.Remove(config)
	if err := os.WriteFile(text, src, 0o644); err != nil {
		return "", fmt.Errorf("writing the text to compile: %w", err)
	}
	if err := os.WriteFile(config, packages, 0o644); err != nil {
		return "", fmt.Errorf("writing the list of imports: %w", err)
	}
	if err := m.compile(ctx, text, config, object); err != nil {
		os.Remove(object)
		return "", err
	}
	return object, nil
}

// importConfig lists the archives of the imports. What those need in turn is
// in their export data.
func (m *Module) importConfig(imports []string) ([]byte, error) {
	var config bytes.Buffer
	for _, path := range imports {
		if path == "unsafe" {
			continue
		}
		p, ok := m.lookup(path)
		if !ok {
			return nil, fmt.Errorf("package %q has not been resolved", path)
		}
		fmt.Fprintf(&config, "packagefile %s=%s\n", path, p.Archive)
	}
	return config.Bytes(), nil
}

func (m *Module) compile(ctx context.Context, text, config, object string) error {
	r := m.toolchain.record.Release
	cmd := exec.CommandContext(ctx, r.compiler(),
		"-p", "main", "-lang", "go"+majorMinor(r.language()), "-complete", "-dwarf=false", "-e",
		"-trimpath", m.dir+"=>", "-importcfg", config, "-o", object, text)
	cmd.Dir = m.dir
	cmd.Env = r.toolEnvironment(os.Environ())
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	err := cmd.Run()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		return nil
	}
	if e := r.check(); e != nil {
		return e
	}
	if found := diagnostics(output.String()); len(found) > 0 {
		return &CompileError{output.String(), found}
	}
	return fmt.Errorf("compiling %s: %w\n%s", filepath.Base(text), err, output.String())
}

// majorMinor is the "1.26" of "1.26.8".
func majorMinor(version string) string {
	parts := strings.SplitN(version, ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}

// place is how the compiler begins an error.
var place = regexp.MustCompile(`^(.+?):(\d+)(?::(\d+))?: (.*)$`)

// diagnostics reads the compiler's output. A line that begins with a tab goes
// on with the error before it.
func diagnostics(output string) []Diagnostic {
	var list []Diagnostic
	for line := range strings.Lines(output) {
		line = strings.TrimSuffix(line, "\n")
		if n := len(list); n > 0 && strings.HasPrefix(line, "\t") {
			list[n-1].Message += "\n" + line
			continue
		}
		at := place.FindStringSubmatch(line)
		if at == nil {
			continue
		}
		row, _ := strconv.Atoi(at[2])
		column, _ := strconv.Atoi(at[3])
		list = append(list, Diagnostic{at[1], row, column, at[4]})
	}
	return list
}
