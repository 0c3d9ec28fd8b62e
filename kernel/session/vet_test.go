package session

import (
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
)

func TestFormatCell(t *testing.T) {
	s, _ := newTestSession(t)
	r := s.Execute(t.Context(), interp.ExecuteRequest{ID: 1, Count: 1, Code: "%%fmt\n%cd .\nx:=1\nfunc f( ) { }\nx ;\n"})
	if r.Error != nil || !r.InPlace || r.NextInput != "%cd .\nx := 1\nfunc f() {}\nx;" {
		t.Errorf("%q, %v", r.NextInput, r.Error)
	}
	if r := s.Execute(t.Context(), interp.ExecuteRequest{ID: 2, Count: 2, Code: "%%fmt\nx:=("}); r.Error == nil || r.NextInput != "" {
		t.Errorf("what is no Go becomes %q", r.NextInput)
	}
}

// A cell that is checked does nothing.
func TestVetCell(t *testing.T) {
	withAndWithoutGopls(t, func(t *testing.T, c Config) {
		s, out := startTestSession(t, c), c.Sink.(*transcript)
		runCell(s, out, 1, "n := 1")
		if got := runCell(s, out, 2, "%%vet\nn = 2\nvar s string = n"); !strings.Contains(got, "line 3") || !strings.Contains(got, "cannot use n") {
			t.Errorf("an error of the compiler is shown as\n%s", got)
		}
		got := runCell(s, out, 3, "%%vet\nn = 2\nfmt.Printf(\"%s\\n\", n)\nunused := 1")
		if want := "line 3, column 13"; c.Gopls != "" && (!strings.Contains(got, want) || !strings.Contains(got, "(printf)")) || c.Gopls == "" && !strings.Contains(got, "The cell compiles") {
			t.Errorf("a mistake is shown as\n%s", got)
		}
		if got := runCell(s, out, 4, "n"); !strings.Contains(got, "1") {
			t.Errorf("n is %s", got)
		}
		if got := runCell(s, out, 5, "%%vet\nn++"); c.Gopls != "" && !strings.Contains(got, "Nothing was found") {
			t.Errorf("what is right is shown as\n%s", got)
		}
	})
}
