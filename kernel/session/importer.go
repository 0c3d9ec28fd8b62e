package session

import (
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"sync"
)

// lockedImporter lets several goroutines use an importer, one after the other.
type lockedImporter struct {
	mu        sync.Mutex
	from      types.Importer
	positions *token.FileSet // of what was imported
}

// newImporter makes an importer that has read nothing yet.
func (s *Session) newImporter() *lockedImporter {
	fset := token.NewFileSet()
	return &lockedImporter{positions: fset, from: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		return s.module.ExportData(path)
	})}
}

func (i *lockedImporter) Import(path string) (*types.Package, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.from.Import(path)
}

// forgetPackages has export data read again, by whoever has the turn.
func (s *Session) forgetPackages() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.importer = s.newImporter()
}
