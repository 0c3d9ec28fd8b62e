package page

import (
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/notebook"
)

var update = flag.Bool("update", false, "write what the pages hold now into the golden files")

func makePage(t *testing.T, name string, o Options) string {
	t.Helper()
	nb, err := notebook.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := HTML(nb, o)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// The notebooks of testdata make the pages that lie beside them, which hold
// what is not the same in every page.
func TestGolden(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.ipynb")
	if len(names) == 0 {
		t.Fatal("no notebooks")
	}
	for _, name := range names {
		text := makePage(t, name, Options{Title: "untitled", Dir: "testdata"})
		_, body, _ := strings.Cut(text, "<body>\n")
		body, _, _ = strings.Cut(body, "<script>")
		golden := strings.TrimSuffix(name, ".ipynb") + ".golden.html"
		if *update {
			if err := os.WriteFile(golden, []byte(body), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if want, _ := os.ReadFile(golden); string(want) != body {
			t.Errorf("%s makes another page than %s (-update writes it):\n%s", name, golden, body)
		}
	}
}

// A page needs nothing but itself, and lets nothing but itself run.
func TestSelfContained(t *testing.T) {
	tutorials, _ := filepath.Glob("../../../notebooks/*.ipynb")
	for _, name := range append(tutorials, "testdata/everything.ipynb") {
		text := makePage(t, name, Options{Dir: filepath.Dir(name)})
		if size := len(text); size > 4<<20 {
			t.Errorf("the page of %s has %d bytes", name, size)
		}
		if found := regexp.MustCompile(`(?i)(?:src|srcset|poster)="?(?:[^"d]|d[^"a])[^">]{0,40}`).FindString(withoutScripts(text)); found != "" {
			t.Errorf("%s loads %s", name, found)
		}
		if found := regexp.MustCompile(`(?i)@import|url\((?:[^d)]|d[^a])[^)]{0,40}`).FindString(withoutScripts(text)); found != "" {
			t.Errorf("%s loads %s", name, found)
		}
		checkPolicy(t, name, text)
	}
}

var script = regexp.MustCompile(`(?s)<script>(.*?)</script>`)

func withoutScripts(text string) string { return script.ReplaceAllString(text, "") }

// checkPolicy checks that exactly the scripts of the page may run.
func checkPolicy(t *testing.T, name, text string) {
	t.Helper()
	policy := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(text)
	if policy == nil {
		t.Fatalf("%s: the page has no policy", name)
	}
	allowed := html.UnescapeString(policy[1])
	scripts := script.FindAllStringSubmatch(text, -1)
	for _, s := range scripts {
		hash := sha256.Sum256([]byte(s[1]))
		if !strings.Contains(allowed, "'sha256-"+base64.StdEncoding.EncodeToString(hash[:])+"'") {
			t.Errorf("%s: the policy does not allow the script %.60s", name, s[1])
		}
	}
	if n := strings.Count(allowed, "sha256-"); n != len(scripts) || n == 0 || !strings.HasPrefix(allowed, "default-src 'none';") {
		t.Errorf("%s: %d scripts, and the policy %s", name, len(scripts), allowed)
	}
}

// A page without formulas is small, one with formulas brings KaTeX and its
// licence along.
func TestKaTeXOnlyForFormulas(t *testing.T) {
	page := func(source string) string {
		data, err := HTML(&notebook.Notebook{Cells: []*notebook.Cell{{Type: notebook.Markdown, Source: source}}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if text := page("no formula"); strings.Contains(text, "Khan Academy") || len(text) > 40_000 {
		t.Errorf("a page without formulas has %d bytes", len(text))
	}
	text := page("$x$")
	if !strings.Contains(text, "Copyright (c) 2013-2020 Khan Academy") || strings.Contains(text, "url(fonts/") || strings.Count(text, "data:font/woff2") != 20 {
		t.Error("KaTeX is not in the page as it should be")
	}
}

func TestTrust(t *testing.T) {
	text := makePage(t, "testdata/everything.ipynb", Options{Trust: true})
	for _, want := range []string{"<script>alert('markdown')</script>", "onerror", "<script>alert('output')</script>", "alert('javascript')", "<svg"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in the page", want)
		}
	}
	if strings.Contains(text, "Content-Security-Policy") {
		t.Error("the page has a policy")
	}
}

func TestTitleAndContents(t *testing.T) {
	cell := func(source string) *notebook.Cell { return &notebook.Cell{Type: notebook.Markdown, Source: source} }
	data, err := HTML(&notebook.Notebook{Cells: []*notebook.Cell{
		cell("## Before"), cell("# A & $\\nabla f$ `x<y`"), cell("## Same"), cell("## Same"), cell("#### Deep"),
	}}, Options{Title: "file"})
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, want := range []string{
		"<title>A &amp; \\nabla f x&lt;y</title>", `<li class="level-2"><a href="#Same-1">Same</a></li>`, `<h2 id="Same-1">Same</h2>`,
		`<a href="#A-%26-%5cnabla-f-x%3cy">A &amp; <span class="math">\(\nabla f\)</span> <code>x&lt;y</code></a>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in the page\n%s", want, text[strings.Index(text, "<body>"):strings.Index(text, "<script>")])
		}
	}
	if strings.Contains(text, "#Deep") {
		t.Error("the contents have headings of the fourth level")
	}
}
