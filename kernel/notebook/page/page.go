// Package page makes one self-contained HTML page of a notebook: a file that
// opens anywhere, without a network, and looks right on a screen, light or
// dark, and on paper.
//
// Texts are Markdown (goldmark), code is coloured (chroma), formulas are
// typeset in the browser by KaTeX, which the page brings along with its fonts
// if it has formulas. Images are inline. The page reads without scripts, too:
// formulas are then TeX, and light or dark is what the system says.
//
// What a notebook holds may come from anybody, so unless its author is trusted
// nothing of it is run: HTML in texts and outputs is parsed and written anew
// without what could do something, SVG is shown as an image, and a Content
// Security Policy in the page allows the page's own scripts only, by their
// hashes, and no connection to anywhere. Frames would have been the other way:
// they bring neither the page's style nor their height along, and do not
// print.
//
// Charts of Vega-Lite are shown by the picture or text that accompanies them,
// since drawing them takes a script larger than most notebooks.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"regexp"
	"strings"

	"github.com/gonabla/nabla/kernel/notebook"
)

// Options say how a page is made.
type Options struct {
	// Title is that of the page if the notebook has no heading.
	Title string
	// Dir is the folder of the notebook, from which its texts show images.
	// Empty means that there are no such files.
	Dir string
	// Trust lets the notebook's own scripts run, and its HTML be what it is.
	Trust bool
}

//go:embed page.html
var pageTemplate string

//go:embed page.css
var pageStyle string

//go:embed dark.css
var darkStyle string

//go:embed page.js
var pageScript string

var parsedTemplate = template.Must(template.New("page").Parse(pageTemplate))

var tags = regexp.MustCompile(`<[^>]*>`)

// A document is what the template is filled with.
type document struct {
	Language, Title string
	Policy          string // empty for none
	Styles          []template.CSS
	Dark            template.CSS
	Scripts         []template.JS
	Contents        []entry
	Cells           []shownCell
}

// An entry is a line of the table of contents.
type entry struct {
	Level int
	ID    string
	Text  template.HTML
}

// A shownCell is a cell in the page.
type shownCell struct {
	Code    bool
	Hidden  bool // the source is folded away
	Folded  bool // the outputs are
	Count   int
	Source  template.HTML
	Outputs []template.HTML
}

// A pageWriter makes the parts of one page.
type pageWriter struct {
	options  Options
	language string
	headings headings
	math     bool // there are formulas
}

// HTML makes the page of a notebook.
func HTML(nb *notebook.Notebook, o Options) ([]byte, error) {
	p := &pageWriter{options: o, language: lexer(nb)}
	var d document
	for _, c := range nb.Cells {
		if c.HasTag("remove-cell") {
			continue
		}
		if shown, ok := p.cell(c); ok {
			d.Cells = append(d.Cells, shown)
		}
	}
	p.describe(&d)
	var b bytes.Buffer
	if err := parsedTemplate.Execute(&b, d); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// lexer is the name of the notebook's language as Pygments has it.
func lexer(nb *notebook.Notebook) string {
	if info, ok := nb.Metadata["language_info"].(notebook.Object); ok {
		if name, ok := info["pygments_lexer"].(string); ok {
			return name
		}
	}
	if language := nb.Language(); language != "" {
		return language
	}
	return "go"
}

// describe fills in what is known when all cells are.
func (p *pageWriter) describe(d *document) {
	d.Title = p.options.Title
	for _, h := range p.headings.list {
		if h.level == 1 && d.Title == p.options.Title {
			d.Title = plainText(h.html)
		}
		if h.level <= 3 {
			d.Contents = append(d.Contents, entry{h.level, h.id, template.HTML(h.html)})
		}
	}
	d.Styles, d.Dark = []template.CSS{template.CSS(pageStyle)}, template.CSS(darkStyle)
	if p.math {
		d.Styles = append(d.Styles, template.CSS(katexStyle()))
		d.Scripts = append(d.Scripts, template.JS(katexScript()))
	}
	d.Scripts = append(d.Scripts, template.JS(pageScript))
	if !p.options.Trust {
		d.Policy = policy(d.Scripts)
	}
}

// policy allows the scripts of the page and nothing from elsewhere.
func policy(scripts []template.JS) string {
	var b strings.Builder
	b.WriteString("default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src")
	for _, script := range scripts {
		hash := sha256.Sum256([]byte(script))
		b.WriteString(" 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'")
	}
	return b.String()
}

// plainText is HTML without its tags.
func plainText(markup string) string {
	text := tags.ReplaceAllString(markup, "")
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&amp;", "&", `\(`, "", `\)`, "").Replace(text)
}

// cell shows a cell, if there is something to see of it.
func (p *pageWriter) cell(c *notebook.Cell) (shown shownCell, ok bool) {
	switch c.Type {
	case notebook.Markdown:
		shown.Source = template.HTML(p.text(c.Source, c.Attachments))
		return shown, shown.Source != ""
	case notebook.Raw:
		format, _ := c.Metadata["format"].(string)
		if format == "text/html" {
			shown.Source = template.HTML(p.cleaner(nil).clean(c.Source))
		}
		return shown, shown.Source != ""
	}
	shown = shownCell{Code: true, Count: c.Count, Hidden: c.HasTag("hide-input"), Folded: c.HasTag("hide-output")}
	if jupyter, ok := c.Metadata["jupyter"].(notebook.Object); ok {
		shown.Hidden = shown.Hidden || jupyter["source_hidden"] == true
		shown.Folded = shown.Folded || jupyter["outputs_hidden"] == true
	}
	shown.Folded = shown.Folded || c.Metadata["collapsed"] == true
	if source := strings.Trim(c.Source, "\n"); source != "" && !c.HasTag("remove-input") {
		shown.Source = template.HTML(strings.TrimSuffix(highlight(p.language, source), "\n"))
	}
	if !c.HasTag("remove-output") {
		for _, o := range c.Outputs {
			shown.Outputs = append(shown.Outputs, template.HTML(p.output(o)))
		}
	}
	return shown, shown.Source != "" || len(shown.Outputs) > 0
}

// text is Markdown as HTML.
func (p *pageWriter) text(source string, attachments notebook.Object) string {
	converted, err := p.headings.convert(source)
	if err != nil {
		return pre("plain", template.HTMLEscapeString(source))
	}
	p.math = p.math || strings.Contains(converted, `class="math`)
	return strings.TrimSpace(p.cleaner(attachments).clean(converted))
}

func (p *pageWriter) cleaner(attachments notebook.Object) cleaner {
	return cleaner{trusted: p.options.Trust, images: &images{dir: p.options.Dir, attachments: attachments}}
}
