package page

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gonabla/nabla/kernel/notebook"
)

func TestClean(t *testing.T) {
	for source, want := range map[string]string{
		"plain <b>bold</b> & <i>more":                                                             "plain <b>bold</b> &amp; <i>more</i>",
		"a</div></main>b":                                                                         "ab",
		"<script>x</script>a<style>b{}</style><!-- c -->":                                         "a",
		`<p onclick="x" id="i" class="c">a</p>`:                                                   `<p id="i" class="c">a</p>`,
		`<a href="javascript:x">a</a>`:                                                            "<a>a</a>",
		"<a href=\"java\tscript:x\">a</a>":                                                        "<a>a</a>",
		`<a href=" JavaScript:x">a</a>`:                                                           "<a>a</a>",
		`<a href="data:text/html,x">a</a>`:                                                        "<a>a</a>",
		`<a href="#x">a</a><a href="https://b.org/?c&d">`:                                         `<a href="#x">a</a><a href="https://b.org/?c&amp;d"></a>`,
		`<iframe src="x">a</iframe><object>b</object>c`:                                           "c",
		`<unknown onload="x"><b>a</b><script>b</script></unknown>c`:                               "<b>a</b>c",
		`<form action="x"><button>a</button></form>`:                                              "a",
		`<td style="text-align: right">a`:                                                         "a",
		`<table><tr><td style="text-align: right; position: fixed; background: url(x)">a</table>`: `<table><tbody><tr><td style="text-align: right">a</td></tr></tbody></table>`,
		`<p style="color: red; width: expression(x); content: '\3c'">`:                            `<p style="color: red"></p>`,
		`<input type="password" onfocus="x" checked>`:                                             `<input checked="" type="checkbox" disabled=""/>`,
		`<img src="data:image/png;base64,AA==" onerror="x" alt="a">`:                              `<img alt="a" src="data:image/png;base64,AA=="/>`,
		`<img src="https://x.org/a.png" alt="a">`:                                                 `<a href="https://x.org/a.png">a</a>`,
		`<img src="javascript:x" alt="a">`:                                                        "[a]",
		`<math><mtext><table><mglyph><style><img src=x onerror=y>`:                                "",
		`<svg><p><style><img src=x onerror=y></style>`:                                            "",
		`<noscript><p title="</noscript><img src=x onerror=y>">`:                                  "",
		`<details open><summary>a</summary>b</details>`:                                           `<details open=""><summary>a</summary>b</details>`,
		`<template><b>a</b></template><base href="x"><meta http-equiv="refresh"><link rel="x">b`:  "b",
		`<img src="attachment:a b.png"><img src="attachment:a%20b.png">`:                          `<img src="data:image/png;base64,AAAA"/><img src="data:image/png;base64,AAAA"/>`,
	} {
		c := cleaner{images: &images{attachments: notebook.Object{"a b.png": notebook.Object{"image/png": "AA\nAA"}}}}
		got := c.clean(source)
		checkHarmless(t, got)
		if want != "" && got != want {
			t.Errorf("%s\ngot  %s\nwant %s", source, got, want)
		}
	}
}

// An SVG element becomes an image, with the names of XML spelled out.
func TestCleanDrawing(t *testing.T) {
	got := cleaner{images: &images{}}.clean(`a<svg viewBox="0 0 1 1" aria-label="dot"><use xlink:href="#d"/><linearGradient/><script>x</script></svg>b`)
	if !strings.HasPrefix(got, `a<img alt="dot" src="data:image/svg+xml;base64,`) || !strings.HasSuffix(got, `"/>b`) {
		t.Errorf("got %s", got)
	}
	checkHarmless(t, got)
}

// checkHarmless parses what goes into a page and looks for anything active.
func checkHarmless(t *testing.T, markup string) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	for _, top := range nodes {
		checkNode(t, top)
		for n := range top.Descendants() {
			checkNode(t, n)
		}
	}
}

func checkNode(t *testing.T, n *html.Node) {
	t.Helper()
	if n.Type != html.ElementNode {
		return
	}
	if n.Data != "img" && !slices.Contains(allowedElements, n.Data) || n.Namespace != "" {
		t.Errorf("an element %s %s", n.Namespace, n.Data)
	}
	for _, a := range n.Attr {
		value := strings.ToLower(a.Val)
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "src" && !strings.HasPrefix(value, "data:image/"), a.Key == "srcset",
			a.Key == "href" && !isLink(a.Val), a.Key == "style" && (strings.Contains(value, "url") || strings.Contains(value, "position")):
			t.Errorf("%s has %s=%q", n.Data, a.Key, a.Val)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"<b>a", "<svg><style><img src=x onerror=y>", "<table><a href=javascript:b>", "<math><mi><p>", "<select><option>", "<img src=data:image/png,x onerror=y>", "<plaintext>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		checkHarmless(t, cleaner{images: &images{}}.clean(source))
	})
}
