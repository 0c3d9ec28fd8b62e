package session

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gonabla/nabla/kernel/build"
)

// notebookMod is the file beside a notebook that says which modules it needs.
const notebookMod = "notebook.mod"

// home is the folder of the notebook: that in which the session started, if it is
// not known better.
func (c Config) home() string {
	dir, _ := os.Getwd()
	if c.Notebook == "" {
		return dir
	}
	if info, err := os.Stat(filepath.Dir(c.Notebook)); err == nil && info.IsDir() && filepath.IsAbs(c.Notebook) {
		return filepath.Dir(c.Notebook)
	}
	return dir
}

// carriedMod finds the go.mod that the notebook brings along: in its metadata, or
// else beside it. It is nil if there is none.
func (s *Session) carriedMod() (*build.NotebookMod, error) {
	if text := modInMetadata(s.config.Notebook); text != "" {
		return &build.NotebookMod{Name: filepath.Base(s.config.Notebook), Text: []byte(text), Dir: s.home}, nil
	}
	text, err := os.ReadFile(filepath.Join(s.home, notebookMod))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &build.NotebookMod{Name: notebookMod, Text: text, Dir: s.home}, nil
}

// modInMetadata is the text of nabla.mod in the metadata of a notebook; empty if
// there is none.
func modInMetadata(file string) string {
	data, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(data, []byte(`"nabla"`)) { // which saves reading all outputs
		return ""
	}
	var notebook struct {
		Metadata struct {
			Nabla struct {
				Mod string `json:"mod"`
			} `json:"nabla"`
		} `json:"metadata"`
	}
	if json.Unmarshal(data, &notebook) != nil {
		return "" // a notebook with other metadata, or none
	}
	return notebook.Metadata.Nabla.Mod
}

// adoptMod has the session's module be as the notebook asks for. What is in the
// way is for the user to read.
func (s *Session) adoptMod() (notes []string) {
	mod, err := s.carriedMod()
	if err == nil && mod != nil {
		notes, err = s.module.Adopt(*mod)
	}
	if err != nil {
		notes = append(notes, err.Error())
	}
	return notes
}

// takeNotes returns what is to be read with the first cell.
func (s *Session) takeNotes() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	notes := s.notes
	s.notes = nil
	return notes
}

// SaveMod implements [command.Session].
func (a *acting) SaveMod() (file string, err error) {
	s := a.session
	text, err := s.module.ModToSave(s.home)
	if err != nil {
		return "", err
	}
	if modInMetadata(s.config.Notebook) != "" {
		return "", fmt.Errorf("the notebook has nabla.mod in its metadata, which counts: change it there, to what %%mod shows")
	}
	file = filepath.Join(s.home, notebookMod)
	return file, os.WriteFile(file, text, 0o666)
}

// resetModule has go.mod be as at the start of the session, with what the
// notebook asks for now.
func (a *acting) resetModule(keep bool) error {
	if err := a.session.module.Reset(keep); err != nil {
		return err
	}
	for _, text := range a.session.adoptMod() {
		(*execution)(a).note(text)
	}
	return nil
}
