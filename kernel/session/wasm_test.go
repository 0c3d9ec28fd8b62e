package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A cell with %wasm becomes a page with its program. The long form of the tests
// alone does it, since Go's packages have to be compiled for it.
func TestBrowser(t *testing.T) {
	if os.Getenv("NABLA_TEST_LONG") == "" {
		t.Skip("it compiles Go's packages for the browser: NABLA_TEST_LONG=1 runs it")
	}
	t.Setenv("GONB_WASM_DIR", "")
	t.Setenv("GONB_WASM_SUBDIR", "")
	t.Setenv("GONB_WASM_URL", "")
	out := &transcript{}
	config := testConfig(t, out)
	config.JupyterRoot, config.KernelID = t.TempDir(), "id"
	s, err := New(context.Background(), config)
	if err != nil {
		t.Fatal(err)
	}
	runCell(s, out, 1, "type T struct{ n int }\nfunc (t T) Text() string { return strings.Repeat(word, t.n) }\nword := \"wo\"")
	got := runCell(s, out, 2, "%wasm\n!echo $GONB_WASM_URL\nimport \"syscall/js\"\nvar n = flag.Int(\"n\", 1, \"\")\n%% --n=3\njs.Global().Get(\"document\").Call(\"getElementById\", GonbWasmDivId).Set(\"innerText\", T{*n}.Text())")
	if !strings.HasPrefix(got, "/files/jupyter_files/id\n[display text/html] A program for the browser") {
		t.Errorf("it shows %s", got)
	}
	got = runCell(s, out, 3, "%wasm\nimport \"syscall/js\"\njs.Nothing()\nfunc f() {\n\tmissing()\n}")
	if want := "[error] line 3, column 4: undefined: js.Nothing\n    js.Nothing()\n       ^\nline 5, column 2: undefined: missing\n    \tmissing()\n    \t^\n"; got != want {
		t.Errorf("it shows\n%s\nwant\n%s", got, want)
	}
	if got := runCell(s, out, 4, "%wasm\n%%bench\nx := 1"); !strings.Contains(got, "[error]") {
		t.Errorf("it shows %s", got)
	}
	served := filepath.Join(config.JupyterRoot, "jupyter_files")
	if _, err := os.Stat(filepath.Join(served, "id")); err != nil {
		t.Error(err)
	}
	s.Close(context.Background())
	if _, err := os.Stat(served); err == nil {
		t.Error("the empty folder of files is left behind")
	}
}
