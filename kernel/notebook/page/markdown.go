package page

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is Markdown as Jupyter has it: GitHub's, with footnotes and
// formulas, and without spaces where a line of Chinese or Japanese goes on in
// the next. HTML passes through it; the cleaner sees to that.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.GFM, footnotes, mathematics{},
		extension.NewCJK(extension.WithEastAsianLineBreaks())),
	goldmark.WithRendererOptions(
		goldmarkhtml.WithUnsafe(),
		renderer.WithNodeRenderers(util.Prioritized(codeRenderer{}, 100)),
	),
)

// footnotes have names of their own in every text of a page.
var footnotes = extension.NewFootnote(extension.WithFootnoteIDPrefixFunction(func(n ast.Node) []byte {
	return fmt.Appendf(nil, "text-%v-", n.OwnerDocument().Meta()[textNumber])
}))

// textNumber is the key under which a document has its number in the page.
const textNumber = "number"

// A heading is a line of the table of contents.
type heading struct {
	level int
	id    string
	html  string // its text, with code and formulas
}

// headings collects those of a page and gives each an id of its own.
type headings struct {
	list  []heading
	used  map[string]bool
	texts int // how many have been converted
}

// convert turns Markdown into HTML that has not been cleaned.
func (h *headings) convert(source string) (string, error) {
	src := []byte(shieldBars(strings.ToValidUTF8(source, "\uFFFD"))) // goldmark panics at the rest of a character
	tree := markdown.Parser().Parse(text.NewReader(src))
	h.texts++
	tree.OwnerDocument().AddMeta(textNumber, h.texts)
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		if heading, ok := n.(*ast.Heading); ok {
			h.add(heading, src)
		}
	}
	var b bytes.Buffer
	if err := markdown.Renderer().Render(&b, src, tree); err != nil {
		return "", err
	}
	return unshieldBars(b.String()), nil
}

func (h *headings) add(n *ast.Heading, src []byte) {
	plain, markup := inlineText(n, src)
	id := h.newID(plain)
	n.SetAttributeString("id", []byte(id))
	h.list = append(h.list, heading{n.Level, id, markup})
}

// newID makes the id that Jupyter gives to a heading, so that links within the
// notebook lead there; the second of the same name gets a number.
func (h *headings) newID(text string) string {
	id := strings.ReplaceAll(strings.TrimSpace(text), " ", "-")
	unique := id
	for i := 1; h.used[unique] || unique == ""; i++ {
		unique = id + "-" + strconv.Itoa(i)
	}
	if h.used == nil {
		h.used = map[string]bool{}
	}
	h.used[unique] = true
	return unique
}

// inlineText is what a heading says, as plain text and as HTML.
func inlineText(n ast.Node, src []byte) (plain, markup string) {
	var p, m strings.Builder
	add := func(text, before, after string) {
		p.WriteString(text)
		m.WriteString(before + html.EscapeString(text) + after)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			add(string(c.Value(src)), "", "")
			if c.SoftLineBreak() {
				add(" ", "", "")
			}
		case *ast.String:
			add(string(c.Value), "", "")
		case *formulaNode:
			p.WriteString(c.tex)
			m.WriteString(c.markup())
		case *ast.RawHTML, *ast.Image:
		case *ast.CodeSpan:
			code, _ := inlineText(c, src)
			add(code, "<code>", "</code>")
		default:
			innerPlain, innerMarkup := inlineText(c, src)
			p.WriteString(innerPlain)
			m.WriteString(innerMarkup)
		}
	}
	return p.String(), m.String()
}

// codeRenderer colours the code in texts.
type codeRenderer struct{}

// RegisterFuncs implements [renderer.NodeRenderer].
func (codeRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			language := string(n.(*ast.FencedCodeBlock).Language(src))
			w.WriteString(`<pre class="code"><code>` + highlight(language, string(n.Lines().Value(src))) + "</code></pre>\n")
		}
		return ast.WalkContinue, nil
	})
}
