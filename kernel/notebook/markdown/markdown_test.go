package markdown

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/notebook"
)

var update = flag.Bool("update", false, "write what is made now into the golden file")

// The notebook that shows everything makes the text that lies in testdata.
func TestGolden(t *testing.T) {
	nb, err := notebook.ReadFile("../page/testdata/everything.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	text, files := Convert(nb, Options{Folder: "a b_files"})
	got := string(text) + "\n"
	for _, f := range files {
		got += fmt.Sprintf("%s: %d bytes\n", f.Name, len(f.Content))
	}
	const golden = "testdata/everything.golden.md"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if want, _ := os.ReadFile(golden); string(want) != got {
		t.Errorf("it makes another text than %s (-update writes it):\n%s", golden, got)
	}
}

func convert(cells ...*notebook.Cell) string {
	text, _ := Convert(&notebook.Notebook{Cells: cells}, Options{})
	return string(text)
}

func TestCells(t *testing.T) {
	tag := func(tag string) notebook.Object { return notebook.Object{"tags": []any{tag}} }
	shown := []*notebook.Output{{Type: notebook.Stream, Text: "\x1b[31mred\x1b[0m\n"}}
	for want, c := range map[string]*notebook.Cell{
		"# Title\n":                            {Type: notebook.Markdown, Source: "\n# Title\n\n"},
		"```go\nx\n```\n\n```text\nred\n```\n": {Type: notebook.Code, Source: "x\n", Outputs: shown},
		"```text\nred\n```\n":                  {Type: notebook.Code, Source: "x", Outputs: shown, Metadata: tag("remove-input")},
		"```go\ny\n```\n":                      {Type: notebook.Code, Source: "y", Outputs: shown, Metadata: tag("remove-output")},
		"````go\n```\n````\n":                  {Type: notebook.Code, Source: "```"},
		"raw\n":                                {Type: notebook.Raw, Source: "raw", Metadata: notebook.Object{"format": "text/markdown"}},
		"![a (picture) of](data:image/png;base64,AAAA)\n": {Type: notebook.Code, Outputs: []*notebook.Output{{Type: notebook.DisplayData, Data: notebook.Object{"image/png": "AA\nAA", "text/plain": "a [picture]\nof"}}}},
	} {
		if got := convert(c); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := convert(&notebook.Cell{Type: notebook.Markdown, Metadata: tag("remove-cell"), Source: "x"}, &notebook.Cell{Type: notebook.Raw, Source: "x"}); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestPictureTwice(t *testing.T) {
	nb := &notebook.Notebook{Cells: []*notebook.Cell{{Type: notebook.Markdown, Source: "![](attachment:a%20b.png) ![](attachment:a b.png)",
		Attachments: notebook.Object{"a b.png": notebook.Object{"image/png": "AAAA"}}}}}
	text, files := Convert(nb, Options{Folder: "f"})
	if len(files) != 1 || strings.Count(string(text), "](f/cell-1-attached-1.png)") != 2 {
		t.Errorf("%s with %d files", text, len(files))
	}
}
