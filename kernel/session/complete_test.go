package session

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/build/buildtest"
	"github.com/gonabla/nabla/kernel/interp"
)

// propose returns what is proposed where ‸ stands in the code, as text:type.
func propose(t *testing.T, s *Session, code string) []string {
	t.Helper()
	cursor := strings.Index(code, "‸")
	code = strings.Replace(code, "‸", "", 1)
	c := s.Complete(t.Context(), code, cursor)
	if c.End != cursor || c.Start > cursor {
		t.Errorf("%q: what is replaced is %d to %d", code, c.Start, c.End)
	}
	var list []string
	for _, i := range c.Items {
		list = append(list, i.Text+":"+i.Type)
	}
	return list
}

// describe returns what is said where ‸ stands in the code.
func describe(t *testing.T, s *Session, code string, detail int) string {
	t.Helper()
	cursor := strings.Index(code, "‸")
	found := s.Inspect(t.Context(), strings.Replace(code, "‸", "", 1), cursor, detail)
	if found.Bundle == nil {
		return ""
	}
	if len(found.Bundle.Data["text/markdown"]) == 0 {
		t.Errorf("%q: no Markdown", code)
	}
	return string(found.Bundle.Data["text/plain"])
}

// withAndWithoutGopls runs a test for sessions that know go/types alone, and again
// with gopls where that is installed.
func withAndWithoutGopls(t *testing.T, test func(t *testing.T, c Config)) {
	t.Run("go/types", func(t *testing.T) { test(t, testConfig(t, &transcript{})) })
	t.Run("gopls", func(t *testing.T) {
		c := testConfig(t, &transcript{})
		c.Gopls = filepath.Join(buildtest.DataDir(), "bin", "gopls")
		if _, err := os.Stat(c.Gopls); err != nil {
			t.Skipf("there is no gopls (%v): ./install.sh --test installs it", err)
		}
		test(t, c)
	})
}

// Every kind of thing is proposed, whatever cell defined it, also while a cell
// runs.
func TestComplete(t *testing.T) { withAndWithoutGopls(t, testComplete) }

func testComplete(t *testing.T, c Config) {
	s, out := startTestSession(t, c), c.Sink.(*transcript)
	runCell(s, out, 1, "import str \"strings\"\n// A Point is a place.\ntype Point struct{ X, Y float64 }\n\n// Norm is the length.\nfunc (p Point) Norm() float64 { return math.Hypot(p.X, p.Y) }")
	runCell(s, out, 2, "origin := Point{}\n点 := &origin\nm := mat.NewDense(2, 2, nil)\nconst limit = 3")
	s.answers.Warm(t.Context(), s.notebook())
	end := runInBackground(t, s, "spinning := 2.5\nfor {\n}")
	defer end()
	for code, want := range map[string]string{
		"origin.‸":              "Norm:method",
		"\"🙂é\"; 点.N‸":          "Norm:method",
		"m.‸":                   "At:method",
		"str.Cut‸":              "Cut:function",
		"rand.Pe‸":              "Perm:function",
		"json.Mar‸":             "Marshal:function",
		"strco‸":                "strconv:module",
		"st‸":                   "str:module",
		"lim‸":                  "limit:constant",
		"spin‸":                 "spinning:variable",
		"func f() { orig‸":      "origin:variable",
		"import \"gonum.org/‸":  "gonum.org/v1/gonum/mat:module",
		"import (\n\t\"net/ht‸": "net/http:module",
		"mathlib.Hess‸":         "Hessian:function",
		"%who‸":                 "%whos:magic",
	} {
		if got := propose(t, s, code); !slices.Contains(got, want) {
			t.Errorf("%s: %v has no %s", code, got, want)
		}
	}
	for code, want := range map[string]string{
		"origin.Norm‸()":    "Norm is the length",
		"math.Hypot(‸1, 2)": "Hypot returns Sqrt(p",
		"点‸":                "var 点 *Point",
		"m.Dims‸":           "Dims returns the number of rows",
		"Point‸{}":          "A Point is a place",
		"mat.Dense‸":        "func (m *mat.Dense) Dims() (r int, c int)",
		"strings‸.Cut":      "Package strings implements",
		"%cd‸":              "Change the working directory",
	} {
		if got := describe(t, s, code, 0); !strings.Contains(got, want) {
			t.Errorf("%s: %q, without %q", code, got, want)
		}
	}
	value := func() string { return describe(t, s, "origin‸.X", 0) }
	giveUp := time.Now().Add(time.Minute)
	for !strings.Contains(value(), "Value: Point{X: 0, Y: 0}") { // a busy machine may be late
		if time.Now().After(giveUp) {
			t.Fatalf("the value is missing: %s", value())
		}
	}
	if got := describe(t, s, "origin.Norm‸", 1); !strings.Contains(got, "math.Hypot(p.X") {
		t.Errorf("the source is missing: %s", got)
	}
}

// runInBackground runs a cell that does not end until end is called.
func runInBackground(t *testing.T, s *Session, code string) (end func()) {
	done := make(chan interp.ExecuteResult)
	go func() { done <- s.Execute(t.Context(), interp.ExecuteRequest{ID: 1000, Count: 1000, Code: code}) }()
	waitUntil(t, s.cellRuns)
	return func() {
		s.Interrupt()
		<-done
	}
}
