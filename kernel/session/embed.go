package session

import (
	"fmt"
	"go/ast"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/check"
)

const (
	// embedDirective is how a line begins that names files for a variable.
	embedDirective = "//go:embed "
	// embeddedPackage reads the files.
	embeddedPackage = "github.com/gonabla/nabla/kernel/command/incell/embedded"
)

// embed gives variables with go:embed directives calls as values that read the
// files. They are those in the working directory: that of the notebook, at first.
func (x *execution) embed(c *cell.Cell) error {
	for i, p := range c.Pieces {
		if p.Kind != cell.Var || !strings.Contains(p.Text, embedDirective) {
			continue
		}
		text, err := embedIn(p)
		if err != nil {
			return err
		}
		if text == p.Text {
			continue
		}
		x.made = append(x.made, embeddedPackage)
		if err := c.Replace(i, text); err != nil {
			return err
		}
	}
	return nil
}

// embedIn is the declaration with values for its variables.
func embedIn(p *cell.Piece) (string, error) {
	d, ok := p.Decl.(*ast.GenDecl)
	if !ok {
		return p.Text, nil
	}
	text := p.Text
	for _, s := range slices.Backward(d.Specs) { // so that what is inserted moves nothing
		spec := s.(*ast.ValueSpec)
		patterns, places := embedPatterns(p, d, spec)
		if len(patterns) == 0 {
			continue
		}
		value, err := embedValue(p, spec, patterns)
		if err != nil {
			line, column := p.Place(places[0])
			return "", cell.Errors{{Line: line, Column: column, Message: "go:embed: " + err.Error()}}
		}
		end := p.Offset(spec.Type.End())
		text = text[:end] + " = " + value + text[end:]
		for _, at := range places { // no directives any more
			text = text[:at] + "// embed:  " + text[at+len(embedDirective):]
		}
	}
	return text, nil
}

// embedPatterns returns what the directives in the comment above a variable name,
// and where in the text of the piece they are.
func embedPatterns(p *cell.Piece, d *ast.GenDecl, spec *ast.ValueSpec) (patterns []string, places []int) {
	at, end := 0, p.Offset(d.Pos())
	if d.Lparen.IsValid() {
		if spec.Doc == nil {
			return nil, nil
		}
		at, end = p.Offset(spec.Doc.Pos()), p.Offset(spec.Doc.End())
	}
	for line := range strings.Lines(p.Text[at:end]) {
		directive := strings.TrimLeft(line, " \t")
		if rest, ok := strings.CutPrefix(directive, embedDirective); ok {
			patterns = append(patterns, splitPatterns(rest)...)
			places = append(places, at+len(line)-len(directive))
		}
		at += len(line)
	}
	return patterns, places
}

// splitPatterns cuts patterns at blanks, unless they are quoted.
func splitPatterns(text string) (patterns []string) {
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		if quoted, err := strconv.QuotedPrefix(text); err == nil {
			pattern, _ := strconv.Unquote(quoted)
			patterns, text = append(patterns, pattern), text[len(quoted):]
			continue
		}
		end := strings.IndexAny(text, " \t")
		if end < 0 {
			end = len(text)
		}
		patterns, text = append(patterns, text[:end]), text[end:]
	}
	return patterns
}

// embedValue is the call that reads what the patterns name for a variable.
func embedValue(p *cell.Piece, spec *ast.ValueSpec, patterns []string) (string, error) {
	if len(spec.Names) != 1 || len(spec.Values) > 0 || spec.Type == nil {
		return "", fmt.Errorf("it is for one variable with a type and without a value")
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	files, err := embeddedFiles(os.DirFS(dir), patterns)
	if err != nil {
		return "", err
	}
	call := check.Alias(embeddedPackage) + "."
	function := map[string]string{"string": "Text", "[]byte": "Bytes", "embed.FS": "Files"}[p.Source(spec.Type)]
	switch {
	case function == "":
		return "", fmt.Errorf("the variable must be of type string, []byte or embed.FS")
	case function != "Files" && len(files) != 1:
		return "", fmt.Errorf("a variable of type %s takes one file, and these are %d: embed.FS takes many", p.Source(spec.Type), len(files))
	case function != "Files":
		return fmt.Sprintf("%s%s(%q)", call, function, dir+"/"+files[0]), nil
	}
	var list strings.Builder
	for _, name := range files {
		fmt.Fprintf(&list, ", %q", name)
	}
	return fmt.Sprintf("%sFiles(%q%s)", call, dir, list.String()), nil
}

// embeddedFiles lists the files that patterns name, by the rules of package
// embed: a folder stands for what is in it but for names that begin with . or _,
// unless all: comes before it.
func embeddedFiles(dir fs.FS, patterns []string) (files []string, err error) {
	for _, pattern := range patterns {
		glob, all := strings.CutPrefix(pattern, "all:")
		if !fs.ValidPath(glob) {
			return nil, fmt.Errorf("pattern %s: it must be below this folder", pattern)
		}
		found, err := fs.Glob(dir, glob)
		if err != nil {
			return nil, fmt.Errorf("pattern %s: %w", pattern, err)
		}
		before := len(files)
		for _, name := range found {
			if files, err = appendFiles(files, dir, name, all); err != nil {
				return nil, err
			}
		}
		if len(files) == before {
			return nil, fmt.Errorf("pattern %s: there is no such file in the working directory", pattern)
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// appendFiles adds a file, or those in a folder.
func appendFiles(files []string, dir fs.FS, top string, all bool) ([]string, error) {
	err := fs.WalkDir(dir, top, func(name string, d fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_"); {
		case err != nil:
			return err
		case name != top && hidden && !all && d.IsDir():
			return fs.SkipDir
		case d.Type().IsRegular() && (name == top || all || !hidden):
			files = append(files, name)
		}
		return nil
	})
	return files, err
}
