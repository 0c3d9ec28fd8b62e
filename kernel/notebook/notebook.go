// Package notebook reads, runs and writes notebooks: files in Jupyter's format,
// nbformat 4.
//
// A [Notebook] is read by [Read], which accepts nbformat 4.0 to 4.5 and
// converts nbformat 3; it keeps what it does not know. An [Execution] runs its
// cells in an interpreter it is given and records their outputs as Jupyter's
// own nbclient would. [Notebook.Bytes] gives the file in the form that Jupyter
// writes, so that a notebook which Jupyter saved and nobody changed comes out
// byte for byte as it was. [Replace] puts a file in place as a whole or not at
// all.
//
// The package knows nothing of Go source and starts nothing. What a notebook
// looks like on a page is the business of the packages below this one.
package notebook

import "strings"

// An Object is a JSON object. Its values are string, json.Number, bool, nil,
// []any and Object.
type Object = map[string]any

// A Notebook is a notebook of nbformat 4.
type Notebook struct {
	// Minor is the minor version of the format: 0 to 5, or a later one.
	Minor    int
	Metadata Object
	Cells    []*Cell

	extra Object // what the format does not know
}

// The types of cells.
const (
	Code     = "code"
	Markdown = "markdown"
	Raw      = "raw"
)

// A Cell is one cell of a notebook.
type Cell struct {
	// Type is [Code], [Markdown] or [Raw].
	Type string
	// ID is unique in the notebook; notebooks older than nbformat 4.5 have none.
	ID       string
	Source   string
	Metadata Object
	// Attachments are the files that a text brings along, by name: MIME
	// bundles. Nil means that the cell has no such field.
	Attachments Object
	// Count is the number of a code cell that has run; 0 of one that has not.
	Count   int
	Outputs []*Output

	extra Object
}

// The types of outputs.
const (
	Stream        = "stream"
	DisplayData   = "display_data"
	ExecuteResult = "execute_result"
	Error         = "error"
)

// An Output is something that a code cell has shown. Its type says which
// fields mean something.
type Output struct {
	Type string

	// Name, "stdout" or "stderr", and Text are those of a [Stream].
	Name, Text string

	// Data is the content of a [DisplayData] or [ExecuteResult], by MIME type:
	// text, base64 or JSON. Count is the number of an ExecuteResult.
	Data, Metadata Object
	Count          int

	// ErrorName, ErrorValue and Traceback are those of an [Error].
	ErrorName, ErrorValue string
	Traceback             []string

	extra Object
}

// Language is the name of the notebook's programming language in lower case,
// as its metadata has it; empty when it does not say.
func (nb *Notebook) Language() string {
	for _, place := range [][2]string{{"language_info", "name"}, {"kernelspec", "language"}} {
		if o, ok := nb.Metadata[place[0]].(Object); ok {
			if name, _ := o[place[1]].(string); name != "" {
				return strings.ToLower(name)
			}
		}
	}
	return ""
}

// HasTag reports whether the cell carries a tag.
func (c *Cell) HasTag(tag string) bool {
	tags, _ := c.Metadata["tags"].([]any)
	for _, t := range tags {
		if t == tag {
			return true
		}
	}
	return false
}
