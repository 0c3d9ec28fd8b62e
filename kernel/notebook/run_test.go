package notebook

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/interptest"
)

// notebookOf makes a notebook of code cells. A cell that begins with # is text,
// one that begins with @TAG carries the tag.
func notebookOf(sources ...string) *Notebook {
	nb := &Notebook{Minor: 5, Metadata: Object{}}
	for _, source := range sources {
		c := &Cell{Type: Code, Source: source, Metadata: Object{}}
		if strings.HasPrefix(source, "#") {
			c.Type = Markdown
		}
		if tag, ok := strings.CutPrefix(source, "@"); ok {
			tag, c.Source, _ = strings.Cut(tag, "\n")
			c.Metadata["tags"] = []any{tag}
		}
		nb.Cells = append(nb.Cells, c)
	}
	return nb
}

// runEcho runs a notebook of the echo language.
func runEcho(ctx context.Context, nb *Notebook, o RunOptions) error {
	x := NewExecution(nb)
	echo := interptest.NewEcho(x)
	defer echo.Close(ctx)
	return x.Run(ctx, echo, o)
}

// outline says in a line a cell what it shows.
func outline(nb *Notebook) string {
	var b strings.Builder
	for _, c := range nb.Cells {
		fmt.Fprintf(&b, "[%d]", c.Count)
		for _, o := range c.Outputs {
			switch o.Type {
			case Stream:
				fmt.Fprintf(&b, " %s %q", o.Name, o.Text)
			case Error:
				fmt.Fprintf(&b, " error %s: %s %q", o.ErrorName, o.ErrorValue, o.Traceback)
			case ExecuteResult:
				fmt.Fprintf(&b, " result %d %v", o.Count, o.Data["text/plain"])
			default:
				fmt.Fprintf(&b, " display %v", o.Data["text/plain"])
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestRun(t *testing.T) {
	for _, test := range []struct {
		name  string
		cells []string
		want  string
	}{
		{"cells are counted, texts and empty cells are not", []string{"# text", "print a", " \n", "value 42"},
			"[0]\n[1] stdout \"a\\n\"\n[0]\n[2] result 2 42\n"},
		{"streams are put together", []string{"print a\nprint b\nwarn c\nprint d"},
			"[1] stdout \"a\\nb\\n\" stderr \"c\\n\" stdout \"d\\n\"\n"},
		{"updates reach earlier cells", []string{"display @id one\ndisplay other", "update id two", "update none x"},
			"[1] display two display other\n[2]\n[3]\n"},
		{"the same display again changes the first", []string{"display @id one\ndisplay @id two"},
			"[1] display two display two\n"},
		{"clear at once", []string{"print a\ndisplay @id b\nclear\nupdate id c\nprint d"}, "[1] stdout \"d\\n\"\n"},
		{"clear when more comes", []string{"print a\nclear wait\nprint b"}, "[1] stdout \"b\\n\"\n"},
		{"clear when nothing comes", []string{"print a\nclear wait"}, "[1] stdout \"a\\n\"\n"},
		{"output of a cell that has ended", []string{"later from one", "print two\nrelease"},
			"[1] stdout \"from one\\n\"\n[2] stdout \"two\\n\"\n"},
		{"UTF-8 in pieces", []string{"bytes e28a\nwarn x\nbytes 9e", "bytes ff61\nbytes e2"},
			"[1] stderr \"x\\n\" stdout \"⊞\"\n[2] stdout \"\ufffda\ufffd\"\n"},
		{"lines written anew", []string{"bytes 3130250d3230250d0a", "bytes 61620863"}, "[1] stdout \"20%\\r\\n\"\n[2] stdout \"ac\"\n"},
		{"cells that may fail, and cells that are not run", []string{"@raises-exception\nfail Oops no", "@skip-execution\nprint x", "print y"},
			"[1] error Oops: no [\"Oops: no\"]\n[0]\n[2] stdout \"y\\n\"\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			nb := notebookOf(test.cells...)
			if err := runEcho(t.Context(), nb, RunOptions{}); err != nil {
				t.Fatal(err)
			}
			if got := outline(nb); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

func TestRunFailure(t *testing.T) {
	nb := notebookOf("print a", "# text", "print b\nclear wait\nfail Oops it went wrong", "print c")
	nb.Cells[3].Outputs, nb.Cells[3].Count = []*Output{{Type: Stream, Name: "stdout", Text: "before"}}, 9
	err := runEcho(t.Context(), nb, RunOptions{})
	var failure *CellFailure
	if !errors.As(err, &failure) || failure.Number != 2 || failure.Cell != nb.Cells[2] || err.Error() != "cell 2 failed: Oops: it went wrong" {
		t.Errorf("the error is %v", err)
	}
	var cellError *interp.CellError
	if !errors.As(err, &cellError) || cellError.Name != "Oops" {
		t.Errorf("it wraps %v", cellError)
	}
	const want = "[1] stdout \"a\\n\"\n[0]\n[2] error Oops: it went wrong [\"Oops: it went wrong\"]\n[9] stdout \"before\"\n"
	if got := outline(nb); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if err := runEcho(t.Context(), nb, RunOptions{AllowErrors: true}); err != nil || nb.Cells[3].Count != 3 {
		t.Errorf("with errors allowed: %v\n%s", err, outline(nb))
	}
}

func TestRunPanic(t *testing.T) {
	nb := notebookOf("panic here")
	if err := runEcho(t.Context(), nb, RunOptions{}); err == nil || !strings.Contains(err.Error(), "the interpreter failed on this cell: here") {
		t.Errorf("the error is %v", err)
	}
}

func TestRunTimeout(t *testing.T) {
	nb := notebookOf("@raises-exception\nsleep", "print a")
	err := runEcho(t.Context(), nb, RunOptions{Timeout: time.Millisecond})
	var failure *CellFailure
	if !errors.As(err, &failure) || err.Error() != "cell 1 was stopped: it took longer than 1ms" {
		t.Errorf("the error is %v", err)
	}
	if got := outline(nb); !strings.HasPrefix(got, "[1] error Interrupted: ") {
		t.Errorf("got %s", got)
	}
}

// A watching sink tells of what it was given.
type watching struct {
	interp.Sink
	saw func(wire.Frame)
}

func (w watching) Output(f wire.Frame) {
	w.Sink.Output(f)
	w.saw(f)
}

// An interrupt ends the cell, and what there is stays.
func TestRunInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	nb := notebookOf("print a", "print b\nsleep", "print c")
	x := NewExecution(nb)
	echo := interptest.NewEcho(watching{x, func(f wire.Frame) {
		if string(f.Text) == "b\n" {
			cancel()
		}
	}})
	defer echo.Close(ctx)
	err := x.Run(ctx, echo, RunOptions{AllowErrors: true})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if got := outline(nb); !strings.HasPrefix(got, "[1] stdout \"a\\n\"\n[2] stdout \"b\\n\" error Interrupted") || !strings.HasSuffix(got, "[0]\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestProgress(t *testing.T) {
	var told []string
	nb := notebookOf("# text", "print a", "@raises-exception\nfail Oops no")
	nb.Cells[1].Metadata["execution"] = Object{"iopub.status.busy": "long ago"}
	err := runEcho(t.Context(), nb, RunOptions{Progress: func(p Progress) {
		told = append(told, fmt.Sprint(p.Number, " of ", p.Total, " ", p.Done, " ", p.Error != nil))
	}})
	if got := strings.Join(told, "; "); err != nil || got != "1 of 2 false false; 1 of 2 true false; 2 of 2 false false; 2 of 2 true true" {
		t.Errorf("%s, %v", got, err)
	}
	if nb.Cells[1].Metadata["execution"] != nil {
		t.Error("the times of an earlier run are kept")
	}
	if info := nb.Metadata["language_info"].(Object); info["name"] != interptest.EchoInfo.Language.Name || nb.Language() == "" {
		t.Errorf("language_info is %v", info)
	}
}

// What messages would carry is what the notebook stores.
func TestStoredBundle(t *testing.T) {
	nb := notebookOf("print a")
	x := NewExecution(nb)
	x.begin(1, nb.Cells[0], 1)
	x.Output(wire.Frame{Kind: wire.Display, Bundle: &wire.Bundle{
		Data: map[string][]byte{"text/plain": []byte("two\nlines"), "application/vnd.vegalite.v5+json": []byte(`{"mark": "bar", "n": 1.50}`),
			"image/png": []byte("PNG"), "image/svg+xml": []byte("<svg>\n</svg>")},
		Metadata: map[string][]byte{"image/png": []byte(`{"width": 3}`)},
	}})
	x.end()
	x.Output(wire.Frame{Kind: wire.Stdout, Text: []byte("too late")})
	const want = `"data": {
      "application/vnd.vegalite.v5+json": {
       "mark": "bar",
       "n": 1.50
      },
      "image/png": "UE5H",
      "image/svg+xml": [
       "<svg>\n",
       "</svg>"
      ],
      "text/plain": [
       "two\n",
       "lines"
      ]
     },
     "metadata": {
      "image/png": {
       "width": 3
      }
     },`
	if got := string(nb.Bytes()); !strings.Contains(got, want) || strings.Contains(got, "too late") {
		t.Errorf("it is written as %s", got)
	}
}
