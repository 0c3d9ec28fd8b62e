package page

import (
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// mathematics is the part of Markdown that goldmark does not know: formulas
// pass through it untouched, and KaTeX finds them in the page.
type mathematics struct{}

// Extend implements [goldmark.Extender].
func (mathematics) Extend(m goldmark.Markdown) {
	// Before links and emphasis, after code spans.
	m.Parser().AddOptions(
		parser.WithInlineParsers(util.Prioritized(formulaParser{}, 150)),
		parser.WithBlockParsers(util.Prioritized(formulaBlockParser{}, 350)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(formulaRenderer{}, 500)))
}

// A formulaNode is a formula within a text.
type formulaNode struct {
	ast.BaseInline
	formula
}

var kindFormula = ast.NewNodeKind("Formula")

// Kind implements [ast.Node].
func (*formulaNode) Kind() ast.NodeKind { return kindFormula }

// Dump implements [ast.Node].
func (n *formulaNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type formulaParser struct{}

// Trigger implements [parser.InlineParser].
func (formulaParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse implements [parser.InlineParser]. A formula may go over several lines.
func (formulaParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, position := block.Position()
	var rest strings.Builder
	for {
		next, _ := block.PeekLine()
		if next == nil {
			break
		}
		rest.Write(next)
		block.AdvanceLine()
	}
	block.SetPosition(line, position)
	f, ok := scanFormula(rest.String())
	if !ok {
		return nil
	}
	for left := f.length; left > 0; {
		next, _ := block.PeekLine()
		if left < len(next) {
			block.Advance(left)
			break
		}
		left -= len(next)
		block.AdvanceLine()
	}
	return &formulaNode{formula: f}
}

// A formulaBlock is a formula of several lines, in which nothing is Markdown:
// not a line that begins with a minus, nor an empty one.
type formulaBlock struct {
	ast.BaseBlock
	end  string // what the last line holds
	tex  strings.Builder
	done bool
}

var kindFormulaBlock = ast.NewNodeKind("FormulaBlock")

// Kind implements [ast.Node].
func (*formulaBlock) Kind() ast.NodeKind { return kindFormulaBlock }

// IsRaw implements [ast.Node].
func (*formulaBlock) IsRaw() bool { return true }

// Dump implements [ast.Node].
func (n *formulaBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type formulaBlockParser struct{}

// Trigger implements [parser.BlockParser].
func (formulaBlockParser) Trigger() []byte { return []byte{'$', '\\'} }

// Open implements [parser.BlockParser]. A formula that ends in its first line
// is left to the paragraph around it.
func (formulaBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	begin := string(line[max(pc.BlockOffset(), 0):])
	n := &formulaBlock{}
	switch {
	case strings.HasPrefix(begin, "$$") && !strings.Contains(begin[2:], "$$"):
		n.end = "$$"
		n.tex.WriteString(begin[2:])
	case strings.HasPrefix(begin, `\\[`) && !strings.Contains(begin, `\\]`):
		n.end = `\\]`
		n.tex.WriteString(begin[3:])
	case strings.HasPrefix(begin, `\begin{`) && environmentName(begin) != "":
		if _, whole := environment(begin); whole {
			return nil, parser.NoChildren
		}
		n.end = `\end{` + environmentName(begin) + `}`
		n.tex.WriteString(begin)
	default:
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// Continue implements [parser.BlockParser]. What stands behind the end of the
// formula is a paragraph of its own.
func (formulaBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*formulaBlock)
	if n.done {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	i := strings.Index(string(line), n.end)
	if i < 0 {
		n.tex.Write(line)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.tex.Write(line[:i])
	if strings.HasPrefix(n.end, `\end`) {
		n.tex.WriteString(n.end)
	}
	n.done = true
	reader.Advance(i + len(n.end))
	return parser.Close
}

// Close implements [parser.BlockParser].
func (formulaBlockParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements [parser.BlockParser].
func (formulaBlockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements [parser.BlockParser].
func (formulaBlockParser) CanAcceptIndentedLine() bool { return false }

type formulaRenderer struct{}

// RegisterFuncs implements [renderer.NodeRenderer].
func (formulaRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindFormula, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			w.WriteString(n.(*formulaNode).markup())
		}
		return ast.WalkContinue, nil
	})
	r.Register(kindFormulaBlock, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if block := n.(*formulaBlock); entering && block.done {
			w.WriteString("<p>" + formula{tex: block.tex.String(), display: true}.markup() + "</p>\n")
		} else if entering { // it never ends, so it is no formula
			w.WriteString("<p>" + html.EscapeString(block.tex.String()) + "</p>\n")
		}
		return ast.WalkContinue, nil
	})
}

// markup is the formula as it stands in the page: the script typesets elements
// of the class math, and without it the TeX is there to read.
func (f formula) markup() string {
	tex := html.EscapeString(unshieldBars(f.tex))
	if f.display {
		return `<span class="math display">\[` + tex + `\]</span>`
	}
	return `<span class="math">\(` + tex + `\)</span>`
}
