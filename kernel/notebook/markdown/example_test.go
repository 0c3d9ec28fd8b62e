package markdown_test

import (
	"fmt"

	"github.com/gonabla/nabla/kernel/notebook"
	"github.com/gonabla/nabla/kernel/notebook/markdown"
)

func ExampleConvert() {
	picture := notebook.Object{"image/png": "AAAA", "text/plain": "a dot"}
	nb := &notebook.Notebook{Cells: []*notebook.Cell{
		{Type: notebook.Markdown, Source: "# Title"},
		{Type: notebook.Code, Source: "dot", Outputs: []*notebook.Output{{Type: notebook.DisplayData, Data: picture}}},
	}}
	text, files := markdown.Convert(nb, markdown.Options{Folder: "title_files"})
	fmt.Printf("%s%s\n", text, files[0].Name)
	// Output:
	// # Title
	//
	// ```go
	// dot
	// ```
	//
	// ![a dot](title_files/cell-2-1.png)
	// cell-2-1.png
}
