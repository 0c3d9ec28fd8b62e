package gopls

import (
	"os"
	"path/filepath"

	"github.com/gonabla/nabla/kernel/completion/sketch"
)

// The files of a sketch.
const (
	cellFile    = "cell.go"
	sessionFile = "session.go"
)

// vetFile is that of a cell which is checked, in a package of its own.
const vetFile = "vet/vet.go"

var fileNames = []string{cellFile, sessionFile, vetFile}

// A stamp tells whether a file has changed.
type stamp struct{ size, modified int64 }

func stampOf(file string) (stamp, error) {
	info, err := os.Stat(file)
	if err != nil {
		return stamp{}, err
	}
	return stamp{info.Size(), info.ModTime().UnixNano()}, nil
}

// copyModule copies those of go.mod and go.sum that have changed since it did so
// last, and names them.
func (s *Server) copyModule() (changed []string, err error) {
	for i, name := range []string{"go.mod", "go.sum"} {
		from := filepath.Join(s.options.Module, name)
		now, err := stampOf(from)
		if os.IsNotExist(err) && name == "go.sum" {
			continue
		}
		if err != nil {
			return nil, err
		}
		if now == s.module[i] {
			continue
		}
		text, err := os.ReadFile(from)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(s.options.Dir, name), text, 0o666); err != nil {
			return nil, err
		}
		s.module[i] = now
		changed = append(changed, name)
	}
	return changed, nil
}

// tell tells gopls of what has changed. The caller holds sending.
func (s *Server) tell(sk *sketch.Sketch) error {
	changed, err := s.copyModule()
	if err != nil {
		return err
	}
	if len(changed) > 0 {
		var events []any
		for _, name := range changed {
			events = append(events, map[string]any{"uri": s.uri(name), "type": 2})
		}
		if err := s.conn.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": events}); err != nil {
			return err
		}
	}
	// The cell last, so that what it needs is there.
	if err := s.write(sessionFile, sk.Session); err != nil {
		return err
	}
	return s.write(cellFile, sk.Cell)
}

// write tells gopls of the text of a file.
func (s *Server) write(name, text string) error {
	version := s.versions[name] + 1
	if version > 1 && s.texts[name] == text {
		return nil
	}
	s.versions[name], s.texts[name] = version, text
	if version == 1 {
		return s.conn.notify("textDocument/didOpen", map[string]any{
			"textDocument": map[string]any{"uri": s.uri(name), "languageId": "go", "version": version, "text": text},
		})
	}
	return s.conn.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": s.uri(name), "version": version},
		"contentChanges": []any{map[string]any{"text": text}},
	})
}

func (s *Server) uri(name string) string { return uri(filepath.Join(s.options.Dir, name)) }
