package page

import (
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/notebook"
)

// output is what a cell shows, as HTML.
func (p *pageWriter) output(o *notebook.Output) string {
	switch o.Type {
	case notebook.Stream:
		class := "stream"
		if o.Name == "stderr" {
			class = "stream stderr"
		}
		return pre(class, ansi(o.Text))
	case notebook.Error:
		trace := strings.Join(o.Traceback, "\n")
		if trace == "" {
			trace = o.ErrorName + ": " + o.ErrorValue
		}
		return pre("error", ansi(trace))
	case notebook.DisplayData, notebook.ExecuteResult:
		return p.bundle(o)
	}
	return ""
}

func pre(class, content string) string {
	return fmt.Sprintf("<pre class=%q>%s</pre>\n", class, content)
}

// A form is a way to show a MIME type.
type form struct {
	mime string
	show func(*pageWriter, variant) string
}

// A variant is an output in one of its MIME types.
type variant struct {
	output        *notebook.Output
	mime, content string
}

// forms are the types that can be shown, the best first. It is JupyterLab's
// order, except that charts, which need a script, come after their pictures.
var forms = []form{
	{"application/javascript", (*pageWriter).javascript},
	{"text/html", (*pageWriter).html},
	{"text/markdown", (*pageWriter).markdown},
	{"text/latex", (*pageWriter).latex},
	{"image/svg+xml", (*pageWriter).image},
	{"image/png", (*pageWriter).image},
	{"image/jpeg", (*pageWriter).image},
	{"image/gif", (*pageWriter).image},
	{"image/webp", (*pageWriter).image},
	{"image/bmp", (*pageWriter).image},
	{"text/plain", func(_ *pageWriter, v variant) string { return pre("plain", ansi(v.content)) }},
	{"application/json", func(_ *pageWriter, v variant) string { return pre("plain", highlight("json", v.content)) }},
}

// bundle shows the best form of an output that there is something to show of.
func (p *pageWriter) bundle(o *notebook.Output) string {
	for _, form := range forms {
		content, ok := o.Data[form.mime]
		if !ok {
			continue
		}
		text, isText := content.(string)
		if !isText {
			indented, err := json.MarshalIndent(content, "", "  ")
			if err != nil {
				continue
			}
			text = string(indented)
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		if shown := form.show(p, variant{o, form.mime, text}); strings.TrimSpace(shown) != "" {
			return shown + p.note(o, form.mime)
		}
	}
	return p.note(o, "")
}

// note says what of an output the page cannot show.
func (p *pageWriter) note(o *notebook.Output, shown string) string {
	for mime := range o.Data {
		switch {
		case strings.HasPrefix(mime, "application/vnd.vega") && !strings.HasPrefix(shown, "image/"):
			return `<p class="note">An interactive chart: open the notebook in JupyterLab to see it.</p>`
		case strings.HasPrefix(mime, "application/vnd.jupyter.widget-view"):
			return `<p class="note">An interactive widget: open the notebook in JupyterLab to use it.</p>`
		}
	}
	if shown == "" && !cleared(o) {
		return `<p class="note">An output that a page cannot show.</p>`
	}
	return ""
}

// cleared says that an output was made empty.
func cleared(o *notebook.Output) bool {
	for _, content := range o.Data {
		if content != "" {
			return false
		}
	}
	return true
}

func (p *pageWriter) html(v variant) string {
	cleaned := p.cleaner(nil).clean(v.content)
	if p.holdsNothing(cleaned) {
		return ""
	}
	p.math = p.math || strings.ContainsAny(cleaned, `$\\`)
	return `<div class="html tex">` + cleaned + "</div>\n"
}

// holdsNothing says that of an output nothing to see was left.
func (p *pageWriter) holdsNothing(cleaned string) bool {
	return !p.options.Trust && strings.TrimSpace(tags.ReplaceAllString(cleaned, "")) == "" &&
		!slices.ContainsFunc([]string{"<img", "<hr", "<table", "<progress", "<meter"}, func(tag string) bool { return strings.Contains(cleaned, tag) })
}

func (p *pageWriter) markdown(v variant) string {
	return `<div class="text">` + p.text(v.content, nil) + "</div>\n"
}

// latex shows text with formulas in it.
func (p *pageWriter) latex(v variant) string {
	var b strings.Builder
	for i := 0; i < len(v.content); {
		rest := v.content[i:]
		f, ok := scanFormula(rest)
		if !ok && strings.HasPrefix(rest, `\[`) {
			f, ok = delimited(rest, `\[`, `\]`, true)
		} else if !ok && strings.HasPrefix(rest, `\(`) {
			f, ok = delimited(rest, `\(`, `\)`, false)
		}
		if !ok {
			f.length = 1
			b.WriteString(html.EscapeString(rest[:1]))
		} else {
			b.WriteString(f.markup())
		}
		i += f.length
	}
	p.math = true
	return `<div class="latex">` + b.String() + "</div>\n"
}

func (p *pageWriter) image(v variant) string {
	alt := "picture"
	if text, ok := v.output.Data["text/plain"].(string); ok && text != "" {
		alt = text
	}
	size := ""
	if metadata, ok := v.output.Metadata[v.mime].(notebook.Object); ok {
		for _, key := range []string{"width", "height"} {
			if n, ok := metadata[key].(json.Number); ok {
				size += fmt.Sprintf(" %s=%q", key, n)
			}
		}
	}
	return fmt.Sprintf("<img class=\"picture\" alt=\"%s\"%s src=\"%s\">\n", html.EscapeString(alt), size, html.EscapeString(imageURL(v.mime, v.content)))
}

func (p *pageWriter) javascript(v variant) string {
	if p.options.Trust {
		return "<script>" + endScript.ReplaceAllString(v.content, `<\/script`) + "</script>\n"
	}
	if len(v.output.Data) > 1 {
		return "" // another form shows more
	}
	return `<p class="note">JavaScript, which this page does not run.</p>`
}
