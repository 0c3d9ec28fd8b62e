package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/notebook"
)

// gonbNotebooks are GoNB's own test notebooks, with what its tests expect of the
// output of cells, by number from 1. What is meant to differ is left out: the
// wording of messages, init functions of earlier cells that GoNB runs again, names
// of temporary folders, and what only a page in a browser can answer.
var gonbNotebooks = map[string]map[int][]string{
	"wasm": {1: {"/files/jupyter_files/kernel"}, 2: {"/jupyter_files/kernel"}, 3: {"ok"}, 5: {"[display text/html] A program for the browser"},
		7: {"[display text/html] <div id=\"xxx\">"}},
	"hello":       {2: {"Hello World!"}, 3: {"Works with //gonb:"}, 4: {"Got x=17"}, 5: {"Got x=13"}},
	"functions":   {3: {"incr: x=2, y=4.14"}},
	"init":        {2: {"init_a"}, 3: {"init_b"}, 4: {"init: v0"}, 5: {"init: v1"}, 7: {"Done"}},
	"vartuple":    {1: {"a=3, c=7"}, 2: {"tupleFn", "a ", "c "}, 3: {"c=1.5"}},
	"bash_script": {1: {"hello"}, 3: {"/examples/tests"}},
	"script":      {1: {"1 : a", "2 : b", "3 : c"}, 2: {"18"}, 3: {"19"}, 4: {"must be its first line"}},
	"capture":     {2: {"Ping"}, 4: {"Ping\nPong"}, 6: {"Ping\nPong"}, 8: {"# Ping\n# Pong"}},
	"writefile":   {1: {"poetry.txt"}, 2: {"poetry.txt"}},
	"gonbui":      {2: {"ok"}, 4: {"[display text/html] html displayed"}, 5: {"[display text/markdown] markdown displayed"}},
	"gotest": {2: {"55", "2178309"}, 3: {"RUN   TestA", "Testing A", "PASS: TestA"}, 4: {"TestA"}, 5: {"RUN   TestA\n"},
		6: {"RUN   TestAB", "RUN   TestB"}, 7: {"Testing A\n", "Testing AB\n", "Testing B\n"},
		8: {"BenchmarkFibonacciA32", "BenchmarkFibonacciB32"}},
	"input_boxes": {5: {"Enter:42", "int=42", "Pin:", "secret=123456"}},
}

// TestGonbNotebooks runs GoNB's test notebooks from the checkout of its repository
// that NABLA_TEST_GONB names.
func TestGonbNotebooks(t *testing.T) {
	root := os.Getenv("NABLA_TEST_GONB")
	if root == "" {
		t.Skip("name a checkout of github.com/janpfeifer/gonb in NABLA_TEST_GONB")
	}
	t.Setenv("GONB_GIT_ROOT", root)
	for name, want := range gonbNotebooks {
		t.Run(name, func(t *testing.T) {
			nb, err := notebook.ReadFile(filepath.Join(root, "examples/tests", name+".ipynb"))
			if err != nil {
				t.Fatal(err)
			}
			t.Setenv("TEST_DIR", t.TempDir()+"/")
			s, out := newGonbSession(t)
			number := 0
			for _, c := range nb.Cells {
				if c.Type != notebook.Code {
					continue
				}
				number++
				u := &user{out, []string{"42", "123456"}}
				got := runGonbCell(u, s, out, number, c.Source, root)
				for _, text := range want[number] {
					if !strings.Contains(got, text) {
						t.Errorf("cell %d:\n%s\nshows\n%s\nwithout %q", number, c.Source, got, text)
					}
				}
			}
		})
	}
}

// newGonbSession starts a session as one that a Jupyter server has started.
func newGonbSession(t *testing.T) (*Session, *transcript) {
	for _, name := range []string{"GONB_WASM_DIR", "GONB_WASM_SUBDIR", "GONB_WASM_URL"} {
		t.Setenv(name, "")
	}
	out := &transcript{}
	config := testConfig(t, out)
	config.JupyterRoot, config.KernelID = t.TempDir(), "kernel"
	s, err := New(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s, out
}

// runGonbCell runs a cell in the folder of the notebooks. Where the shell is to read
// what a page would ask for, nobody is asked.
func runGonbCell(u *user, s *Session, out *transcript, number int, source, root string) string {
	if strings.Contains(source, "%with_inputs") {
		return ""
	}
	if number == 1 {
		runCell(s, out, 1000, "%cd "+filepath.Join(root, "examples/tests"))
	}
	text, _ := execute(context.Background(), u, s, out, interp.ExecuteRequest{ID: uint64(number), Code: source, Count: number, Store: true})
	return text
}
