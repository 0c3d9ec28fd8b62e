package page

import (
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/notebook"
)

// Of an output the best form is shown that there is something to see of.
func TestBundle(t *testing.T) {
	const dot = "AAAA"
	for _, test := range []struct {
		name string
		data notebook.Object
		want string
	}{
		{"text", notebook.Object{"text/plain": "a <\x1b[1mb"}, `<pre class="plain">a &lt;<span class="a-bold">b</span></pre>`},
		{"html before the picture", notebook.Object{"text/html": "<b>a", "image/png": dot}, `<div class="html tex"><b>a</b></div>`},
		{"html of which nothing is left", notebook.Object{"text/html": "<script>a</script>", "text/plain": "a"}, `<pre class="plain">a</pre>`},
		{"html that is an image", notebook.Object{"text/html": `<img src="data:image/png;base64,AAAA">`}, `<div class="html tex"><img src="data:image/png;base64,AAAA"/></div>`},
		{"a picture and its text", notebook.Object{"image/png": "AA\nAA", "text/plain": `a "dot"`}, `<img class="picture" alt="a &#34;dot&#34;" src="data:image/png;base64,AAAA">`},
		{"formulas", notebook.Object{"text/latex": `é \(x\) $y$ \[z\]`}, `<div class="latex">é <span class="math">\(x\)</span> <span class="math">\(y\)</span> <span class="math display">\[z\]</span></div>`},
		{"a chart with its picture", notebook.Object{"application/vnd.vegalite.v5+json": notebook.Object{}, "image/png": dot}, `<img class="picture" alt="picture" src="data:image/png;base64,AAAA">`},
		{"a chart without", notebook.Object{"application/vnd.vegalite.v5+json": notebook.Object{}, "text/plain": "a"},
			"<pre class=\"plain\">a</pre>\n<p class=\"note\">An interactive chart: open the notebook in JupyterLab to see it.</p>"},
		{"a script", notebook.Object{"application/javascript": "a()"}, `<p class="note">JavaScript, which this page does not run.</p>`},
		{"a widget", notebook.Object{"application/vnd.jupyter.widget-view+json": notebook.Object{}, "text/plain": "a"},
			"<pre class=\"plain\">a</pre>\n<p class=\"note\">An interactive widget: open the notebook in JupyterLab to use it.</p>"},
		{"something else", notebook.Object{"application/pdf": dot}, `<p class="note">An output that a page cannot show.</p>`},
		{"something cleared", notebook.Object{"text/html": "", "text/plain": ""}, ""},
		{"nothing", nil, ""},
	} {
		got := new(pageWriter).output(&notebook.Output{Type: notebook.DisplayData, Data: test.data})
		if strings.TrimSpace(got) != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}
