package completion

import (
	"cmp"
	"os"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/cell"
)

// A commandLine is a command up to the cursor, which is on its line.
type commandLine struct {
	cell.Command
	start int    // of its name in the code
	size  int    // of its name as it is written there
	text  string // from there to the cursor
}

// inName reports whether the cursor is at the command's name still.
func (c commandLine) inName() bool { return len(c.text) <= c.size }

// command finds the command that the cursor is in. The Go below one, or behind it
// on its line, is none.
func (q *question) command() (c commandLine, ok bool) {
	start := strings.LastIndexByte(q.code[:q.cursor], '\n') + 1
	line := strings.Count(q.code[:start], "\n") + 1
	for _, x := range q.all {
		if line < x.Line || line > x.Last {
			continue
		}
		for ; line > x.Line; line-- {
			start = strings.LastIndexByte(q.code[:start-1], '\n') + 1
		}
		if strings.HasPrefix(q.code[start:], "//gonb:") {
			start += len("//gonb:")
		}
		if q.cursor <= start {
			break
		}
		c = commandLine{x, start, written(q.code[start:], x.Name), q.code[start:q.cursor]}
		return c, c.inName() || command.Form(x.Name) != cell.WithGo
	}
	return c, false
}

// written is how long the name is with which text begins, in which there may be
// blanks.
func written(text, name string) int {
	n := 0
	for i := range len(text) {
		if n == len(name) {
			return i
		}
		if text[i] == name[n] {
			n++
		}
	}
	return len(text)
}

// completeCommand proposes names of commands, or arguments.
func (q *question) completeCommand(c *Completer, line commandLine) interp.Completion {
	if line.inName() && !strings.HasPrefix(line.Name, "!") {
		return q.propose(line.start, commandNames(strings.Join(strings.Fields(line.text), "")))
	}
	rule := command.Find(line.Name)
	if rule == nil {
		return q.propose(q.cursor, nil)
	}
	word := line.text[lastWord(line.text):]
	start := q.cursor - len(word)
	switch rule.Takes {
	case command.File:
		return q.propose(start, shellPaths(word, false))
	case command.Folder:
		return q.propose(start, shellPaths(word, true))
	case command.Variable:
		return q.propose(start, environment(word))
	case command.CommandName:
		return q.propose(start, commandNames(word))
	case command.Defined:
		inner := ask(q.Notebook, word, len(word)).completeGo(c)
		return q.propose(start+inner.Start, withoutKeywords(inner.Items))
	}
	return q.propose(q.cursor, nil)
}

// lastWord is the offset at which the last word of a command line begins. Blanks
// behind a backslash belong to it.
func lastWord(text string) int {
	for i := len(text) - 1; i >= 0; i-- {
		if strings.IndexByte(" \t\n='\"|<>;&", text[i]) >= 0 && (i == 0 || text[i-1] != '\\') {
			return i + 1
		}
	}
	return 0
}

func environment(prefix string) (items []interp.CompletionItem) {
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, prefix) {
			items = append(items, interp.CompletionItem{Text: name, Type: "variable"})
		}
	}
	slices.SortFunc(items, byText)
	return items
}

func commandNames(prefix string) (items []interp.CompletionItem) {
	for _, rule := range command.Beginning(cmp.Or(prefix, "%")) {
		items = append(items, interp.CompletionItem{Text: rule.Name, Type: "magic", Signature: rule.Args})
	}
	return items
}

func withoutKeywords(items []interp.CompletionItem) []interp.CompletionItem {
	return slices.DeleteFunc(items, func(i interp.CompletionItem) bool { return i.Type == "keyword" })
}

func byText(a, b interp.CompletionItem) int { return cmp.Compare(a.Text, b.Text) }

// begins reports whether a name begins with a prefix, in capitals or not.
func begins(name, prefix string) bool {
	return strings.HasPrefix(strings.ToLower(name), strings.ToLower(prefix))
}
