package build

import "fmt"

// Reset gives the module the go.mod that it had at first. Unless keep is set it
// also forgets the build tags and which packages were compiled since: whoever has
// loaded one must end.
func (m *Module) Reset(keep bool) error {
	m.resolving.Lock()
	defer m.resolving.Unlock()
	t := m.toolchain
	if err := writeGoMod(m.dir, t.record.Source, t.record.Release.language(), t.modules()); err != nil {
		return fmt.Errorf("making the session's module: %w", err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.found)
	if !keep {
		m.added, m.tags = map[string]*addition{}, ""
	}
	return nil
}
