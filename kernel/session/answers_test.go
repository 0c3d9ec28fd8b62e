package session

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/build/buildtest"
)

var answers = flag.String("answers", "", "write how long answers to Tab and Shift+Tab take into this file")

// typed are lines that are written letter by letter, with a question after each.
var typed = []string{
	"rows, cols := m.Dims()",
	"fmt.Println(strings.ToUpper(\"🙂\"), origin.Norm())",
	"点.X = math.Sqrt(mat.Norm(m, 2))",
	"for i := range limit { http.Get(fmt.Sprint(i)) }",
}

// TestAnswers measures how long questions take that a user asks who types, and
// writes a table. What it finds is not asserted.
func TestAnswers(t *testing.T) {
	if *answers == "" {
		t.Skip("measures only with -answers")
	}
	var table strings.Builder
	fmt.Fprintf(&table, "| answered by | while | Tab: p50 | p99 | most | Shift+Tab: p50 | p99 | most |\n|---|---|---:|---:|---:|---:|---:|---:|\n")
	for _, by := range []string{"gopls", "go/types"} {
		c := testConfig(t, &transcript{})
		if by == "gopls" {
			c.Gopls = filepath.Join(buildtest.DataDir(), "bin", "gopls")
			if _, err := os.Stat(c.Gopls); err != nil {
				t.Fatalf("there is no gopls: %v", err)
			}
		}
		s, out := startTestSession(t, c), c.Sink.(*transcript)
		runCell(s, out, 1, "type Point struct{ X, Y float64 }\nfunc (p Point) Norm() float64 { return math.Hypot(p.X, p.Y) }\norigin := Point{}\n点 := &origin\nm := mat.NewDense(2, 2, nil)\nconst limit = 3")
		s.answers.Warm(t.Context(), s.notebook())
		for _, while := range []struct{ what, code string }{
			{"no cell runs", ""},
			{"a cell computes", "for {\n}"},
			{"a cell computes on every core", "for range runtime.NumCPU() {\n\tgo func() {\n\t\tfor {\n\t\t}\n\t}()\n}\nfor {\n}"},
		} {
			end := func() {}
			if while.code != "" {
				end = runInBackground(t, s, while.code)
			}
			fmt.Fprintf(&table, "| %s | %s | %s | %s |\n", by, while.what,
				spread(t, func(code string, at int) { s.Complete(t.Context(), code, at) }),
				spread(t, func(code string, at int) { s.Inspect(t.Context(), code, at, 0) }))
			end()
		}
	}
	writeBetween(t, *answers, "answers", table.String())
}

// spread asks behind every letter of what is typed, three times over, and writes
// the median of the times, the 99th percentile and the greatest.
func spread(t *testing.T, ask func(code string, at int)) string {
	var times []float64
	for range 3 {
		for _, line := range typed {
			for at := range line {
				time.Sleep(30 * time.Millisecond) // nobody types faster
				begin := time.Now()
				ask(line[:at], at)
				times = append(times, time.Since(begin).Seconds()*1000)
			}
		}
	}
	slices.Sort(times)
	n := len(times)
	t.Logf("%d questions", n)
	return fmt.Sprintf("%.1f ms | %.0f ms | %.0f ms", times[n/2], times[n*99/100], times[n-1])
}
