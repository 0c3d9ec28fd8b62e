package notebook_test

import (
	"context"
	"fmt"

	"github.com/gonabla/nabla/kernel/interptest"
	"github.com/gonabla/nabla/kernel/notebook"
)

const small = `{"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"language": "echo"}},
 "cells": [{"cell_type": "code", "id": "a", "source": ["print hello"]}, {"cell_type": "code", "id": "b", "source": []}]}`

func ExampleRead() {
	nb, err := notebook.Read([]byte(small))
	if err != nil {
		panic(err)
	}
	fmt.Println(nb.Language(), len(nb.Cells), nb.Cells[0].Source)
	_, err = notebook.Read([]byte(small[:60]))
	fmt.Println(err)
	// Output:
	// echo 2 print hello
	// the file is no notebook: it breaks off at its end
}

func ExampleExecution_Run() {
	nb, err := notebook.Read([]byte(small))
	if err != nil {
		panic(err)
	}
	x := notebook.NewExecution(nb)
	err = x.Run(context.Background(), interptest.NewEcho(x), notebook.RunOptions{})
	fmt.Println(err, len(nb.Runnable()))
	fmt.Print(nb.Cells[0].Outputs[0].Name, ": ", nb.Cells[0].Outputs[0].Text)
	// Output:
	// <nil> 1
	// stdout: hello
}

func ExampleNotebook_Bytes() {
	nb := &notebook.Notebook{Minor: 5, Metadata: notebook.Object{}, Cells: []*notebook.Cell{{Type: notebook.Markdown, ID: "a", Metadata: notebook.Object{}, Source: "# Title\ntext"}}}
	fmt.Printf("%s", nb.Bytes())
	// Output:
	// {
	//  "cells": [
	//   {
	//    "cell_type": "markdown",
	//    "id": "a",
	//    "metadata": {},
	//    "source": [
	//     "# Title\n",
	//     "text"
	//    ]
	//   }
	//  ],
	//  "metadata": {},
	//  "nbformat": 4,
	//  "nbformat_minor": 5
	// }
}
