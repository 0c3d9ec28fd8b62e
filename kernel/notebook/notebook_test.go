package notebook

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// What Jupyter has saved comes out as it was: the tutorials, which nbformat
// wrote, and the files of testdata, which show the rest of the format.
func TestRoundTrip(t *testing.T) {
	tutorials, _ := filepath.Glob("../../notebooks/*.ipynb")
	others, _ := filepath.Glob("testdata/roundtrip-*.ipynb")
	if len(tutorials) == 0 || len(others) == 0 {
		t.Fatal("no notebooks")
	}
	for _, name := range append(tutorials, others...) {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		nb, err := Read(want)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := nb.Bytes(); !bytes.Equal(got, want) {
			t.Errorf("%s comes out otherwise:\n%s", name, firstDifference(got, want))
		}
	}
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is longer than the other"
}

func TestReadErrors(t *testing.T) {
	const head = `{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": `
	for _, test := range []struct{ text, want string }{
		{" \n", "the file is empty"},
		{"# Title\n", "line 1, column 1"},
		{"{\n \"nbformat\": 4,\n<<<<<<< HEAD\n", "line 3, column 1"},
		{"{\"nbformat\": 4", "it breaks off at its end"},
		{"[]", "it is array, not an object"},
		{"null", "it is null"},
		{"{} {}", "line 1, column 4: there is more behind its end"},
		{"\xff\xfe", "not text in UTF-8"},
		{"{}", "no notebook: it does not say which nbformat"},
		{`{"nbformat": "4"}`, "no notebook: it does not say which nbformat"},
		{`{"nbformat": 2}`, "too old: convert the notebook by jupyter nbconvert"},
		{`{"nbformat": 5, "nbformat_minor": 1}`, "nbformat 5.1 is newer"},
		{`{"nbformat": 4, "nbformat_minor": -1}`, "nbformat_minor is -1"},
		{`{"nbformat": 4, "cells": 7}`, "cells is no list"},
		{`{"nbformat": 4, "cells": [7]}`, "number 1 of cells is no object"},
		{`{"nbformat": 4, "metadata": []}`, "metadata is no object"},
		{head + `[{"cell_type": "code"}, {"cell_type": "picture"}]}`, `cell 2: there are no cells of type "picture"`},
		{head + `[{"cell_type": "code", "source": 7}]}`, "cell 1: source is no text"},
		{head + `[{"cell_type": "code", "execution_count": 1.5}]}`, "cell 1: execution_count is 1.5"},
		{head + `[{"cell_type": "code", "outputs": [{"output_type": "error", "traceback": [1]}]}]}`, "cell 1: output 1: a line of the traceback is no text"},
		{head + `[{"cell_type": "code", "outputs": [{"output_type": "display_data", "data": 1}]}]}`, "cell 1: output 1: data is no object"},
		{head + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "}", "exceeded max depth"},
	} {
		_, err := Read([]byte(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.60q: got %v, want %s", test.text, err, test.want)
		}
	}
	if _, err := ReadFile("testdata/missing.ipynb"); !os.IsNotExist(err) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// Cells that are not quite as the format wants them become what it wants.
func TestRepair(t *testing.T) {
	nb, err := Read([]byte("\uFEFF" + `{"nbformat": 4, "nbformat_minor": 5, "cells": [
		{"cell_type": "code", "source": ["a\n", "b"], "id": "x", "metadata": {"trusted": true}},
		{"cell_type": "markdown", "source": "", "id": "x"}, {"cell_type": "raw"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range nb.Cells {
		if seen[c.ID] || c.ID == "" {
			t.Errorf("the id %q is not unique", c.ID)
		}
		seen[c.ID] = true
	}
	if c := nb.Cells[0]; c.ID != "x" || c.Source != "a\nb" || len(c.Metadata) != 0 {
		t.Errorf("the first cell is %+v", c)
	}
	if got := string(nb.Bytes()); !strings.Contains(got, `"outputs": []`) || !strings.Contains(got, `"execution_count": null`) {
		t.Errorf("it is written as %s", got)
	}
	old, err := Read([]byte(`{"nbformat": 4, "nbformat_minor": 2, "cells": [{"cell_type": "raw"}]}`))
	if err != nil || old.Cells[0].ID != "" || old.Minor != 2 {
		t.Errorf("ids came into nbformat 4.2: %s, %v", old.Bytes(), err)
	}
}

// The notebook of nbformat 3 becomes what Jupyter makes of it, except that its
// ids are random.
func TestVersion3(t *testing.T) {
	nb, err := ReadFile("testdata/version3.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	want, err := ReadFile("testdata/version3-upgraded.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range nb.Cells {
		if len(c.ID) != 8 {
			t.Errorf("the id of cell %d is %q", i+1, c.ID)
		}
		c.ID = want.Cells[i].ID
	}
	if !bytes.Equal(nb.Bytes(), want.Bytes()) {
		t.Error(firstDifference(nb.Bytes(), want.Bytes()))
	}
	for text, want := range map[string]string{
		`{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "heading", "level": 9}]}]}`:                                      "cell 1: the level of a heading",
		`{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "outputs": [{"output_type": "pyout", "json": "}"}]}]}]}`: "application/json is no JSON",
	} {
		if _, err := Read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		`{"nbformat": 4}`: "",
		`{"nbformat": 4, "metadata": {"kernelspec": {"language": "go"}}}`:                                     "go",
		`{"nbformat": 4, "metadata": {"kernelspec": {"language": "go"}, "language_info": {"name": "Julia"}}}`: "julia",
	} {
		nb, err := Read([]byte(text))
		if err != nil || nb.Language() != want {
			t.Errorf("%s: %q, %v", text, nb.Language(), err)
		}
	}
}

func TestSplitLines(t *testing.T) {
	for text, want := range map[string][]any{
		"":                            {},
		"a":                           {"a"},
		"a\nb\n":                      {"a\n", "b\n"},
		"\n\na":                       {"\n", "\n", "a"},
		"a\r\nb\rc\u2028d\x1ce\u0085": {"a\r\n", "b\r", "c\u2028", "d\x1c", "e\u0085"},
	} {
		if got := splitLines(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// Whatever is read comes out, and what comes out is read as the same.
func FuzzRead(f *testing.F) {
	seeds, _ := filepath.Glob("testdata/*.ipynb")
	for _, name := range seeds {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"nbformat":4,"nbformat_minor":5,"cells":[{"cell_type":"code","id":"a","outputs":[{"output_type":"new","x":[1e5,null]}],"y":"\u2028\u0007"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		nb, err := Read(data)
		if err != nil {
			return
		}
		nb.Language()
		once := nb.Bytes()
		again, err := Read(once)
		if err != nil {
			t.Fatalf("%v in\n%s", err, once)
		}
		if twice := again.Bytes(); !bytes.Equal(once, twice) {
			t.Errorf("written again it is not the same:\n%s", firstDifference(twice, once))
		}
	})
}
