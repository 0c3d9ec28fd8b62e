package host

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/link"
	"github.com/gonabla/nabla/kernel/worker/host/carry"
)

// carry gives variables whose type has another layout than before the values
// that they had, before the cell's own statements run.
func (h *host) carry(c *cell, l *link.Loaded) {
	if len(l.Types) == 0 && len(l.Replaced) == 0 {
		return
	}
	var variables []carry.Variable
	isNew := map[string]bool{}
	for _, v := range l.Replaced {
		isNew[v.Name] = true
		variables = append(variables, carry.Variable{Name: v.Name, Old: v.Old, New: v.New})
	}
	h.linking.RLock()
	for name, v := range h.linker.Variables() {
		if !isNew[name] {
			variables = append(variables, carry.Variable{Name: name, New: v})
		}
	}
	h.linking.RUnlock()
	slices.SortFunc(variables, func(a, b carry.Variable) int { return strings.Compare(a.Name, b.Name) })
	defer func() {
		if v := recover(); v != nil {
			c.done.Lost = append(c.done.Lost, fmt.Sprintf("the rest (%v)", v))
		}
	}()
	c.done.Lost = carry.Values(l.Types, variables)
	for _, v := range l.Replaced {
		if !slices.ContainsFunc(c.done.Lost, func(text string) bool { return strings.HasPrefix(text, v.Name+" (") }) {
			c.done.Carried = append(c.done.Carried, v.Name)
		}
	}
	slices.Sort(c.done.Carried)
}
