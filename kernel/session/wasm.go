package session

import (
	"crypto/rand"
	"errors"
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/browser"
	"github.com/gonabla/nabla/kernel/session/cell"
)

// runInBrowser makes the cell a program for the browser and displays the page
// that runs it. Nothing of it becomes part of the session.
func (x *execution) runInBrowser(c *cell.Cell) *interp.CellError {
	if len(c.Pieces) == 0 {
		return nil
	}
	if p := x.plan; p.Tests != nil || p.Wrapping != nil || len(p.Timed) > 0 {
		return plainError("Error", "what runs in the browser cannot be tested or measured here: take the other command out of the cell")
	}
	s := x.session
	page := browser.Page{Div: "gonb_wasm_" + strings.ToLower(rand.Text()[:12]), Args: x.plan.Args, GoVersion: s.config.Toolchain.GoVersion()}
	dir, url := s.served()
	text := browser.Write(browser.Input{
		Cell: c, State: x.state, Declaration: x.declarations(),
		Package: func(name string, selected []string) (string, bool) {
			return s.packages.find(name, selected, s.importer)
		},
		Constants: map[string]string{"GonbWasmDir": dir, "GonbWasmUrl": url, "GonbWasmDivId": page.Div},
	})
	x.phase("emit")
	var err error
	page.Program, page.Support, err = s.module.ForBrowser(x.withProgress(x.ctx), fmt.Sprintf("browser%d", x.unit), text)
	x.phase("compile")
	if err != nil {
		return x.failure(err)
	}
	html, err := page.HTML()
	if err != nil {
		return x.failure(err)
	}
	s.publish(wire.Frame{Cell: x.request.ID, Kind: wire.Display, Bundle: &wire.Bundle{Data: map[string][]byte{
		"text/html": []byte(html), "text/plain": []byte("A program for the browser: open the notebook in JupyterLab to see it."),
	}}})
	return nil
}

// declarations finds the pieces of earlier cells that declare variables, the
// newest first.
func (x *execution) declarations() func(name string) (*cell.Piece, string) {
	s := x.session
	s.mu.Lock()
	units := slices.Clone(s.units[:x.unit])
	s.mu.Unlock()
	var cells []*cell.Cell // newest first, as far as they were looked at
	return func(name string) (*cell.Piece, string) {
		for i := 0; ; i++ {
			if i == len(cells) {
				if len(units) == 0 {
					return nil, ""
				}
				cells = append(cells, parsed(units[len(units)-1]))
				units = units[:len(units)-1]
			}
			for _, p := range slices.Backward(cells[i].Pieces) {
				if _, isFunc := p.Decl.(*ast.FuncDecl); !isFunc && slices.Contains(p.Declares(), name) {
					return p, cells[i].Name
				}
			}
		}
	}
}

// parsed is the Go of a cell that has run; empty if it did not run to its end.
func parsed(u unit) *cell.Cell {
	_, text := cell.Cut(u.text, command.Form)
	c, err := cell.Parse(u.file, text)
	if err != nil || !u.succeeded {
		return &cell.Cell{Name: u.file}
	}
	return c
}

// filesFolder is the folder of GoNB's below the one that Jupyter's server serves.
const filesFolder = "jupyter_files"

// served is the folder whose files Jupyter's server gives to pages, and its
// address there. Both are empty without a server.
func (s *Session) served() (dir, url string) {
	if s.config.JupyterRoot == "" || s.config.KernelID == "" {
		return "", ""
	}
	return filepath.Join(s.config.JupyterRoot, filesFolder, s.config.KernelID), "/files/" + filesFolder + "/" + s.config.KernelID
}

// ServeFiles implements [command.Session].
func (a *acting) ServeFiles() error {
	dir, url := a.session.served()
	if dir == "" {
		return nil
	}
	return errors.Join(os.MkdirAll(dir, 0o777), a.SetEnv("GONB_WASM_DIR", dir), a.SetEnv("GONB_WASM_SUBDIR", dir), a.SetEnv("GONB_WASM_URL", url))
}

// stopServing removes the folder unless somebody has put files into it.
func (s *Session) stopServing() {
	if dir, _ := s.served(); dir != "" && os.Remove(dir) == nil {
		os.Remove(filepath.Dir(dir))
	}
}

// inBrowser is what a command inserts as it is in a browser: arguments are set
// there already.
func inBrowser(n insertion) insertion {
	if !strings.HasSuffix(n.Package, "/incell/arguments") {
		return n
	}
	n.Before, n.Package = "", ""
	if n.After == "Parse()" {
		n.After = "flag.Parse()"
	} else {
		n.After = "{}"
	}
	return n
}
