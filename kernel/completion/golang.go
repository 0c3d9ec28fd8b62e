package completion

import (
	"context"
	"strings"

	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/completion/static"
	"github.com/gonabla/nabla/kernel/interp"
)

// completeGo proposes names.
func (q *question) completeGo(ctx context.Context, c *Completer) interp.Completion {
	s := sketch.Make(q.scene(q.cursor))
	at, ok := s.File(q.cursor)
	if !ok {
		return q.propose(q.cursor, nil)
	}
	prefix := q.prefix()
	start := q.cursor - len(prefix)
	items := static.Check(s, q.Importer, q.Origin).Complete(at, prefix)
	if !strings.HasSuffix(q.code[:start], ".") {
		items = merge(items, q.packages(prefix))
	}
	return q.propose(start, items)
}

// merge adds those of more that are not in items.
func merge(items, more []interp.CompletionItem) []interp.CompletionItem {
	known := map[string]bool{}
	for _, i := range items {
		known[i.Text] = true
	}
	for _, i := range more {
		if !known[i.Text] {
			items = append(items, i)
		}
	}
	return items
}
