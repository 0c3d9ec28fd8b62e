package completion

import (
	"context"
	"fmt"
	"go/ast"
	"go/doc/comment"
	"strings"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/command"
	"github.com/gonabla/nabla/kernel/completion/gopls"
	"github.com/gonabla/nabla/kernel/completion/sketch"
	"github.com/gonabla/nabla/kernel/completion/static"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// Inspect describes what stands at cursor, a byte offset in code: a name, or,
// where there is none, the function in whose call the cursor is. With detail the
// source of what the session has defined is shown, too.
func (c *Completer) Inspect(ctx context.Context, n Notebook, code string, cursor, detail int) interp.Inspection {
	q := ask(n, code, cursor)
	if line, ok := q.command(); ok {
		return describeCommand(line.Name)
	}
	name, ok := sketch.NameAt(q.plain, q.cursor)
	if !ok {
		return interp.Inspection{}
	}
	s := sketch.Make(q.scene(-1))
	at, ok := s.File(name.Start)
	if !ok {
		return interp.Inspection{}
	}
	value := q.askForValue(ctx, s, name, at)
	// To describe what is in another package gopls checks all of that, each time. So
	// it is asked for what cannot be known without it only.
	d, p := description{}, static.Check(s, q.Importer, q.Origin)
	if d.declaration, d.comment, ok = p.Describe(at); !ok {
		d, ok = askGopls(c, func(ctx context.Context, server *gopls.Server) (description, bool) {
			return q.askForDescription(ctx, server, name.Start)
		})
	}
	if !ok {
		return interp.Inspection{}
	}
	d.value = <-value
	if d.comment == "" && q.Source != nil && !s.IsLocal(at) {
		d.comment = static.CommentIn(q.Source(name.Text), name.Text) // of types and constants
	}
	if detail > 0 {
		d.source = p.Source(at)
	}
	return d.inspection()
}

// askForValue begins to look at what a name of the session holds. The text comes on
// the channel; empty if there is none.
func (q *question) askForValue(ctx context.Context, s *sketch.Sketch, name sketch.Token, at int) <-chan string {
	value := make(chan string, 1)
	if def := q.State.Lookup(name.Text); def == nil || def.Kind != scope.Var || q.Value == nil || s.IsLocal(at) {
		value <- ""
		return value
	}
	go func() {
		text, _ := q.Value(ctx, name.Text)
		value <- text
	}()
	return value
}

// askForDescription asks gopls what stands at an offset of the code.
func (q *question) askForDescription(ctx context.Context, server *gopls.Server, offset int) (d description, ok bool) {
	s := q.sketchForGopls(-1)
	at, _ := s.File(offset)
	var err error
	d.declaration, d.comment, ok, err = server.Describe(ctx, s, at)
	return d, ok && err == nil
}

// A description is what is shown of a name.
type description struct {
	declaration string // Go
	comment     string // of the declaration, as it is written in Go
	value       string // of a variable; empty if it is not known
	source      string // Go
}

// inspection shows a description as Markdown and as plain text.
func (d description) inspection() interp.Inspection {
	p := comment.Parser{ // links are not shown, but their brackets would be
		LookupSym:     func(_, name string) bool { return ast.IsExported(name) },
		LookupPackage: func(name string) (string, bool) { return name, true },
	}
	doc := p.Parse(d.comment)
	printer := &comment.Printer{HeadingLevel: 4, TextWidth: 80, DocLinkURL: func(*comment.DocLink) string { return "" }}
	markdown := []string{"```go\n" + d.declaration + "\n```"}
	text := []string{d.declaration}
	if d.value != "" {
		markdown = append(markdown, "Value:\n\n```\n"+d.value+"\n```")
		text = append(text, "Value: "+d.value)
	}
	if d.comment != "" {
		markdown = append(markdown, strings.TrimSpace(string(printer.Markdown(doc))))
		text = append(text, strings.TrimSpace(string(printer.Text(doc))))
	}
	if d.source != "" && d.source != d.declaration {
		markdown = append(markdown, "```go\n"+d.source+"\n```")
		text = append(text, d.source)
	}
	return inspection(strings.Join(markdown, "\n\n"), strings.Join(text, "\n\n"))
}

func inspection(markdown, text string) interp.Inspection {
	return interp.Inspection{Bundle: &wire.Bundle{Data: map[string][]byte{
		"text/markdown": []byte(markdown + "\n"), "text/plain": []byte(text + "\n"),
	}}}
}

// describeCommand shows what %help says of a command.
func describeCommand(name string) interp.Inspection {
	rule := command.Find(name)
	if rule == nil {
		return interp.Inspection{}
	}
	use := strings.TrimSpace(rule.Name + " " + rule.Args)
	text := strings.TrimSpace(rule.Short + ".\n\n" + rule.Long)
	return inspection(fmt.Sprintf("```\n%s\n```\n\n%s", use, text), use+"\n\n"+text)
}
