// Package kernelspec makes the kernel known to Jupyter: it finds Jupyter's
// folders, writes the kernel specification "nabla" with its logos into one of
// them, takes it away again, and checks an installation ([Doctor]).
//
// A specification is a folder: kernel.json, which says how the kernel is
// started, and the logos. [Install] adds a marker file, and keeps a record of
// every folder it wrote to, so that [Uninstall] removes what was added and
// nothing else.
//
// The package knows nothing of the kernel itself: who calls it says which
// program is started and what else is to be checked.
package kernelspec

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
)

// Name is the name of the specification: its folder, and what
// jupyter-nbconvert and jupyter-console take as the kernel's name.
const Name = "nabla"

// DisplayName is what a front end shows in its launcher.
const DisplayName = "Go (nabla)"

//go:generate go run ./logo .

//go:embed logo-svg.svg logo-32x32.png logo-64x64.png
var logos embed.FS

// A Spec is the content of kernel.json. Jupyter replaces {connection_file} in
// Argv by the path of the file that says where to listen.
type Spec struct {
	Argv            []string       `json:"argv"`
	DisplayName     string         `json:"display_name"`
	Language        string         `json:"language"`
	InterruptMode   string         `json:"interrupt_mode"`
	ProtocolVersion string         `json:"kernel_protocol_version"`
	Metadata        map[string]any `json:"metadata"`
}

// New is the specification that starts the given program, by its absolute path.
func New(program string) Spec {
	return Spec{
		Argv:            []string{program, "kernel", "{connection_file}"},
		DisplayName:     DisplayName,
		Language:        "go",
		InterruptMode:   "message",
		ProtocolVersion: "5.5",
		Metadata:        map[string]any{"debugger": true, "supported_encryption": []string{"curve"}},
	}
}

// files gives what belongs into the specification's folder, by file name.
func (s Spec) files() (map[string][]byte, error) {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("kernel.json: %w", err)
	}
	files := map[string][]byte{"kernel.json": append(text, '\n')}
	err = fs.WalkDir(logos, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = logos.ReadFile(name)
		}
		return err
	})
	return files, err
}
