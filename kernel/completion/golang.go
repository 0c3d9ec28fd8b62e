package completion

import (
	"context"
	"strings"

	"github.com/gonabla/nabla/kernel/completion/gopls"
	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/completion/static"
	"github.com/gonabla/nabla/kernel/interp"
)

// completeGo proposes names.
func (q *question) completeGo(c *Completer) interp.Completion {
	s := sketch.Make(q.scene(q.cursor))
	at, ok := s.File(q.cursor)
	if !ok {
		return q.propose(q.cursor, nil)
	}
	prefix := q.prefix()
	start := q.cursor - len(prefix)
	items, ok := askGopls(c, func(ctx context.Context, server *gopls.Server) ([]interp.CompletionItem, bool) {
		return q.askForNames(ctx, server, prefix)
	})
	if !ok {
		items = static.Check(s, q.Importer, q.Origin).Complete(at, prefix)
		if !strings.HasSuffix(q.code[:start], ".") {
			items = merge(items, q.packages(prefix))
		}
	}
	return q.propose(start, items)
}

// askForNames asks gopls for names.
func (q *question) askForNames(ctx context.Context, server *gopls.Server, prefix string) (items []interp.CompletionItem, ok bool) {
	s := q.sketchForGopls(q.cursor)
	at, _ := s.File(q.cursor)
	found, err := server.Complete(ctx, s, at)
	if err != nil {
		return nil, false
	}
	for _, i := range found {
		// All names of packages would be too many.
		if begins(i.Text, prefix) && !sketch.Made(i.Text) && !(i.Type == "module" && prefix == "") {
			items = append(items, i)
		}
	}
	return items, len(items) > 0
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
