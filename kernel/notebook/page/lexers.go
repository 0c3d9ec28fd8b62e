package page

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// The languages that are coloured: Go, and those that stand beside it in texts.
// They are written down here since chroma's own package reads the lexers of
// all languages whenever a program starts that links it, and the kernel does.
var languages = map[string]chroma.Lexer{}

func init() {
	for names, rules := range map[string]func() chroma.Rules{
		"go golang":                          goRules,
		"python py python3 ipython ipython3": pythonRules,
		"json":                               jsonRules,
		"bash sh shell console zsh shell-session": shellRules,
	} {
		aliases := strings.Fields(names)
		lexer := chroma.MustNewLexer(&chroma.Config{Name: aliases[0], Aliases: aliases, EnsureNL: true}, rules)
		for _, name := range aliases {
			languages[name] = lexer
		}
	}
}

// words is the pattern of one of some words.
func words(list string) string { return `\b(?:` + strings.Join(strings.Fields(list), "|") + `)\b` }

const (
	number = `(?:0[xX][\da-fA-F_.]+(?:[pP][+-]?\d+)?|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)[ij]?`
	name   = `[\p{L}_][\p{L}\p{Nd}_]*`
)

func goRules() chroma.Rules {
	return chroma.Rules{"root": {
		{Pattern: `\s+`, Type: chroma.Text},
		{Pattern: `//[^\n]*`, Type: chroma.CommentSingle},
		{Pattern: `/\*[\s\S]*?\*/`, Type: chroma.CommentMultiline},
		{Pattern: words("import package"), Type: chroma.KeywordNamespace},
		{Pattern: words("chan const func interface map struct type var"), Type: chroma.KeywordDeclaration},
		{Pattern: words("break case continue default defer else fallthrough for go goto if range return select switch"), Type: chroma.Keyword},
		{Pattern: words("false iota nil true"), Type: chroma.KeywordConstant},
		{Pattern: words("append cap clear close complex copy delete imag len make max min new panic print println real recover") + `(?=\()`, Type: chroma.NameBuiltin},
		{Pattern: words(`any bool byte comparable complex128 complex64 error float32 float64 int int16 int32 int64 int8 rune string uint
			uint16 uint32 uint64 uint8 uintptr`), Type: chroma.KeywordType},
		{Pattern: "`[^`]*`", Type: chroma.LiteralString},
		{Pattern: `"(?:\\.|[^"\\\n])*"`, Type: chroma.LiteralString},
		{Pattern: `'(?:\\.[^'\n]*|[^'\\\n])'`, Type: chroma.LiteralStringChar},
		{Pattern: number, Type: chroma.LiteralNumber},
		{Pattern: name + `(?=\()`, Type: chroma.NameFunction},
		{Pattern: name, Type: chroma.NameOther},
		{Pattern: `.`, Type: chroma.Punctuation},
	}}
}

func pythonRules() chroma.Rules {
	return chroma.Rules{"root": {
		{Pattern: `\s+`, Type: chroma.Text},
		{Pattern: `#[^\n]*`, Type: chroma.CommentSingle},
		{Pattern: words("import from as"), Type: chroma.KeywordNamespace},
		{Pattern: words(`and assert async await break class continue def del elif else except finally for global if in is lambda
			nonlocal not or pass raise return try while with yield`), Type: chroma.Keyword},
		{Pattern: words("False None True"), Type: chroma.KeywordConstant},
		{Pattern: `(?i)\b[rbfu]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?''')|(?:"""[\s\S]*?"""|'''[\s\S]*?''')`, Type: chroma.LiteralString},
		{Pattern: `(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')`, Type: chroma.LiteralString},
		{Pattern: `@` + name, Type: chroma.NameDecorator},
		{Pattern: number, Type: chroma.LiteralNumber},
		{Pattern: name + `(?=\()`, Type: chroma.NameFunction},
		{Pattern: name, Type: chroma.NameOther},
		{Pattern: `.`, Type: chroma.Punctuation},
	}}
}

func jsonRules() chroma.Rules {
	return chroma.Rules{"root": {
		{Pattern: `\s+`, Type: chroma.Text},
		{Pattern: words("false null true"), Type: chroma.KeywordConstant},
		{Pattern: `"(?:\\.|[^"\\\n])*"(?=\s*:)`, Type: chroma.NameTag},
		{Pattern: `"(?:\\.|[^"\\\n])*"`, Type: chroma.LiteralString},
		{Pattern: `-?` + number, Type: chroma.LiteralNumber},
		{Pattern: `.`, Type: chroma.Punctuation},
	}}
}

func shellRules() chroma.Rules {
	return chroma.Rules{"root": {
		{Pattern: `\s+`, Type: chroma.Text},
		{Pattern: `#[^\n]*`, Type: chroma.CommentSingle},
		{Pattern: words("case do done elif else esac fi for function if in select then until while"), Type: chroma.Keyword},
		{Pattern: `"(?:\\.|[^"\\])*"|'[^']*'`, Type: chroma.LiteralString},
		{Pattern: `\$(?:\w+|\{[^}\n]*\}|[?#@*$!-])`, Type: chroma.LiteralNumber},
		{Pattern: `[^\s"'$#]+`, Type: chroma.NameOther},
		{Pattern: `.`, Type: chroma.Punctuation},
	}}
}
