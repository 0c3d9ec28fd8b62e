package completion

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/cell"
)

// completeLiteral proposes what a string may hold: the path of a package in an
// import, and of a file elsewhere. Other literals, and comments, hold nothing.
func (q *question) completeLiteral(t sketch.Token) interp.Completion {
	if t.Kind != token.STRING || q.cursor <= t.Start {
		return q.propose(q.cursor, nil)
	}
	start := t.Start + 1
	written := q.code[start:q.cursor]
	if q.inImport() {
		return q.propose(start, q.importPaths(written))
	}
	if strings.Contains(written, `\`) && t.Text[0] == '"' {
		return q.propose(q.cursor, nil)
	}
	return q.propose(start, paths(written, false))
}

// inImport reports whether the cursor is in an import.
func (q *question) inImport() bool {
	for _, p := range cell.Split(q.plain) {
		if p.At <= q.cursor && q.cursor <= p.At+len(p.Text) && p.Kind == cell.Import {
			return true
		}
	}
	return false
}

func (q *question) importPaths(prefix string) (items []interp.CompletionItem) {
	if q.Paths == nil {
		return nil
	}
	for _, p := range q.Paths(prefix) {
		if strings.HasPrefix(p, prefix) {
			items = append(items, interp.CompletionItem{Text: p, Type: "module"})
		}
	}
	return items
}

// mostPaths is how many files are proposed.
const mostPaths = 500

// paths proposes files and folders, as seen from the working directory.
func paths(written string, foldersOnly bool) (items []interp.CompletionItem) {
	folder, beginning := filepath.Split(written)
	from := folder
	if from == "" {
		from = "."
	}
	if rest, ok := strings.CutPrefix(from, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			from = filepath.Join(home, rest)
		}
	}
	entries, _ := os.ReadDir(from)
	for _, e := range entries {
		name := e.Name()
		hidden := strings.HasPrefix(name, ".") && !strings.HasPrefix(beginning, ".")
		if hidden || !strings.HasPrefix(name, beginning) || len(items) == mostPaths {
			continue
		}
		isFolder := e.IsDir()
		if info, err := os.Stat(filepath.Join(from, name)); err == nil { // what a link leads to
			isFolder = info.IsDir()
		}
		if isFolder {
			name += "/"
		} else if foldersOnly {
			continue
		}
		items = append(items, interp.CompletionItem{Text: folder + name, Type: "path"})
	}
	return items
}

// shellPaths proposes files as they are written in a shell.
func shellPaths(written string, foldersOnly bool) []interp.CompletionItem {
	items := paths(strings.ReplaceAll(written, `\ `, " "), foldersOnly)
	for i := range items {
		items[i].Text = strings.ReplaceAll(items[i].Text, " ", `\ `)
	}
	return items
}
