package page

import (
	"strings"
	"testing"
)

func TestHighlight(t *testing.T) {
	for _, test := range []struct{ language, code, want string }{
		{"go", "// c <\n", `<span class="c1">// c &lt;</span>`},
		{"Go", `func f(x []float64) error { return len("a\"b") }`,
			`<span class="kd">func</span> <span class="nf">f</span>(x []<span class="kt">float64</span>) <span class="kt">error</span> { <span class="k">return</span> <span class="nb">len</span>(<span class="s">&#34;a\&#34;b&#34;</span>) }`},
		{"go", "x := 0x1F + 1.5e-3i + .5 + '\\n' + 'π' + `a\nb` /* c\nd */",
			"x := <span class=\"m\">0x1F</span> + <span class=\"m\">1.5e-3i</span> + <span class=\"m\">.5</span> + <span class=\"sc\">&#39;\\n&#39;</span> + <span class=\"sc\">&#39;π&#39;</span> + <span class=\"s\">`a\nb`</span> <span class=\"cm\">/* c\nd */</span>"},
		{"go", "∇f, σ₁ := Δ(x), nil", `∇f, σ₁ := <span class="nf">Δ</span>(x), <span class="kc">nil</span>`},
		{"go", "%time x", "%time x"},
		{"go", `"open`, "&#34;open"},
		{"python", "def f(x): # c\n  return f'''a\nb''' + r'c'", `<span class="k">def</span> <span class="nf">f</span>(x): <span class="c1"># c</span>`},
		{"json", `{"a": [1, null, "b"]}`, `{<span class="nt">&#34;a&#34;</span>: [<span class="m">1</span>, <span class="kc">null</span>, <span class="s">&#34;b&#34;</span>]}`},
		{"bash", "echo \"$x\" $HOME # c", `echo <span class="s">&#34;$x&#34;</span> <span class="m">$HOME</span> <span class="c1"># c</span>`},
		{"cobol", "MOVE <a>", "MOVE &lt;a&gt;"},
	} {
		got := strings.TrimSuffix(highlight(test.language, test.code), "\n")
		if !strings.HasPrefix(got, test.want) {
			t.Errorf("%s %q:\ngot  %s\nwant %s", test.language, test.code, got, test.want)
		}
	}
}
