package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestScanFormula(t *testing.T) {
	for text, want := range map[string]string{
		`$x$ y`:                              `$ "x" 3`,
		`$ x $`:                              `$ " x " 5`,
		"$a\nb$":                             `$ "a\nb" 5`,
		`$a\$b$`:                             `$ "a\\$b" 6`,
		`$$x$$$`:                             `$$ "x" 5`,
		`\\(x\\) y`:                          `$ "x" 7`,
		`\\[x\\]`:                            `$$ "x" 7`,
		`$5 to $7`:                           "",
		`$7 and`:                             "",
		"$7 or `$`":                          "",
		"$a\n\nb$":                           "",
		`$$`:                                 "",
		`$ $`:                                "",
		`\(x\)`:                              "",
		`\begin{a}x`:                         "",
		`\begin{a b}`:                        "",
		`\begin{a}\begin{a}\end{a}\end{a} x`: `$$ "\\begin{a}\\begin{a}\\end{a}\\end{a}" 32`,
		`\begin{align*}x\end{align*}`:        `$$ "\\begin{align*}x\\end{align*}" 27`,
	} {
		got := ""
		if f, ok := scanFormula(text); ok {
			mark := "$"
			if f.display {
				mark = "$$"
			}
			got = fmt.Sprintf("%s %q %d", mark, f.tex, f.length)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestFormulasInMarkdown(t *testing.T) {
	for source, want := range map[string]string{
		"$a_1$ and $b_2$":               `<p><span class="math">\(a_1\)</span> and <span class="math">\(b_2\)</span></p>`,
		"a $$x\n*y* $$ b":               "<p>a <span class=\"math display\">\\[x\n*y* \\]</span> b</p>",
		"text\n$$\nx\n\n- y\n$$\nmore":  "<p>text</p>\n<p><span class=\"math display\">\\[\nx\n\n- y\n\\]</span></p>\n<p>more</p>",
		"\\begin{a}\n- x<y\n\\end{a} z": "<p><span class=\"math display\">\\[\\begin{a}\n- x&lt;y\n\\end{a}\\]</span></p>\n<p>z</p>",
		"> $$\n> x\n> $$":               "<blockquote>\n<p><span class=\"math display\">\\[\nx\n\\]</span></p>\n</blockquote>",
		"`$x$` \\$y\\$":                 "<p><code>$x$</code> $y$</p>",
		"$$\nno end":                    "<p>\nno end</p>",
		"|a|\n|-|\n|$|x|$|":             "<td><span class=\"math\">\\(|x|\\)</span></td>",
		"梯度\n向量":                        "<p>梯度向量</p>",
		"```\n$x$\n```":                 "<pre class=\"code\"><code>$x$\n</code></pre>",
		"\\\\[x\n+ y\\\\]":              "<p><span class=\"math display\">\\[x\n+ y\\]</span></p>",
	} {
		got, err := new(headings).convert(source)
		if err != nil || !strings.Contains(got, want) {
			t.Errorf("%q:\n%s\nwant\n%s", source, got, want)
		}
	}
}

// Whatever the text, nothing of it gets lost or becomes active.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"$x$", "$$\na\n$$", "|a|\n|-|\n|$|x|$|", "\\begin{a}\n", "<svg onload=x><style><img src=x>", "[a](javascript:b)", "> $$\n> x", "\\\\(", "\xb7\n0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		p := &pageWriter{}
		checkHarmless(t, p.text(source, nil))
		checkHarmless(t, p.latex(variant{content: source}))
		checkHarmless(t, ansi(source))
		checkHarmless(t, highlight("go", source))
	})
}
