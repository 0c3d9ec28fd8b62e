// Package markdown writes a notebook as Markdown: its texts as they are, its
// code and what it shows as fenced blocks, formulas between dollars, and
// pictures as files beside it, or within it when there is no place beside it.
//
// HTML in texts and outputs stays what it is: whoever shows the Markdown
// decides what of it may do something.
package markdown

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/notebook"
)

// A File is a picture that the text refers to.
type File struct {
	Name    string // within the folder of the files
	Content []byte
}

// Options say how the text is made.
type Options struct {
	// Folder is where the text will find the files, as seen from it. If it is
	// empty, pictures are part of the text.
	Folder string
}

// A writer makes the text of one notebook.
type writer struct {
	strings.Builder
	options  Options
	language string
	cell     int // the number of the cell being written, from 1
	files    []File
}

// Convert makes the text, and the files that belong into the folder.
func Convert(nb *notebook.Notebook, o Options) (text []byte, files []File) {
	w := &writer{options: o, language: nb.Language()}
	if w.language == "" {
		w.language = "go"
	}
	for i, c := range nb.Cells {
		w.cell = i + 1
		switch {
		case c.HasTag("remove-cell"):
		case c.Type == notebook.Markdown:
			w.paragraph(w.attached(c))
		case c.Type == notebook.Raw:
			if format, _ := c.Metadata["format"].(string); format == "text/markdown" {
				w.paragraph(c.Source)
			}
		default:
			w.code(c)
		}
	}
	return []byte(w.String()), w.files
}

func (w *writer) code(c *notebook.Cell) {
	if !c.HasTag("remove-input") {
		w.fenced(w.language, c.Source)
	}
	if c.HasTag("remove-output") {
		return
	}
	for i, o := range c.Outputs {
		switch o.Type {
		case notebook.Stream:
			w.fenced("text", o.Text)
		case notebook.Error:
			w.fenced("text", strings.Join(o.Traceback, "\n"))
		default:
			w.bundle(o, i+1)
		}
	}
}

// forms are the types that can be shown, the best first.
var forms = []string{
	"text/markdown", "text/latex", "image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "text/html", "text/plain",
}

func (w *writer) bundle(o *notebook.Output, number int) {
	for _, mime := range forms {
		content, ok := o.Data[mime].(string)
		if !ok {
			continue
		}
		switch {
		case mime == "text/plain":
			w.fenced("text", content)
		case strings.HasPrefix(mime, "image/"):
			alt, _ := o.Data["text/plain"].(string)
			w.paragraph(w.picture(fmt.Sprintf("cell-%d-%d", w.cell, number), alt, mime, content))
		default:
			w.paragraph(content)
		}
		return
	}
}

// paragraph writes a text that stands by itself.
func (w *writer) paragraph(text string) {
	if text = strings.Trim(text, "\n"); strings.TrimSpace(text) == "" {
		return
	}
	if w.Len() > 0 {
		w.WriteString("\n")
	}
	w.WriteString(text + "\n")
}

// sequence is what steers a terminal.
var sequence = regexp.MustCompile("\x1b(\\[[0-?]*[ -/]*[@-~]|\\][^\a\x1b]*(\a|\x1b\\\\)|.)?")

// fenced writes text as it is. The fence is longer than any in the text.
func (w *writer) fenced(language, text string) {
	text = strings.TrimRight(sequence.ReplaceAllString(text, ""), "\n")
	if text == "" {
		return
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	w.paragraph(fence + language + "\n" + text + "\n" + fence)
}

// picture refers to a picture, and keeps it.
func (w *writer) picture(name, alt, mime, content string) string {
	return fmt.Sprintf("![%s](%s)", description(alt), w.keep(name, mime, content))
}

// description is the text beside a picture: one line without brackets.
func description(alt string) string {
	alt = strings.Join(strings.Fields(strings.NewReplacer("[", "(", "]", ")").Replace(alt)), " ")
	if alt == "" {
		return "picture"
	}
	return alt
}

// keep returns the address of a picture.
func (w *writer) keep(name, mime, content string) string {
	data := []byte(content)
	if mime != "image/svg+xml" {
		decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(content), ""))
		if err != nil {
			return "" // a picture that nothing could show
		}
		data = decoded
	}
	if w.options.Folder == "" {
		return "data:" + mime + ";base64," + base64.StdEncoding.EncodeToString(data)
	}
	name += extensions[mime]
	if !slices.ContainsFunc(w.files, func(f File) bool { return f.Name == name }) {
		w.files = append(w.files, File{name, data})
	}
	return (&url.URL{Path: w.options.Folder + "/" + name}).String()
}

var extensions = map[string]string{
	"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpeg", "image/gif": ".gif", "image/webp": ".webp",
}

// attached is a text whose attachments are files like the other pictures.
func (w *writer) attached(c *notebook.Cell) string {
	text := c.Source
	for i, name := range slices.Sorted(maps.Keys(c.Attachments)) {
		bundle, _ := c.Attachments[name].(notebook.Object)
		for _, mime := range slices.Sorted(maps.Keys(bundle)) {
			content, ok := bundle[mime].(string)
			if !ok || extensions[mime] == "" {
				continue
			}
			address := w.keep(fmt.Sprintf("cell-%d-attached-%d", w.cell, i+1), mime, content)
			text = strings.NewReplacer("(attachment:"+name, "("+address, "(attachment:"+url.PathEscape(name), "("+address).Replace(text)
			break
		}
	}
	return text
}
