package session

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/interp"
)

// seen lists variables, or parts of one, each as "name type value", with a plus if it
// has parts.
func seen(t *testing.T, list []interp.Variable, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, v := range list {
		line := v.Name + " " + v.Type + " " + v.Value
		if v.Size != "" {
			line += " (" + v.Size + ")"
		}
		if v.HasParts {
			line += " +"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestVariables(t *testing.T) {
	s, out := newTestSession(t)
	ctx := context.Background()
	if list, err := s.Variables(ctx); len(list) != 0 || err != nil {
		t.Errorf("before the first cell: %v, %v", list, err)
	}
	runCell(s, out, 1, `type Point struct{ X, Y float64; next *Point }
func (p *Point) String() string { fmt.Println("called"); return "never" }
p := &Point{X: 1}
p.next = p
ages := map[string]int{"Ada": 36, "Bo": 7}
m := mat.NewDense(2, 2, []float64{1, 2, 3, 4})
xs := make([]float64, 1000)
name := "nabla"
t := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
err := errors.New("boom")`)
	list, err := s.Variables(ctx)
	want := `ages map[string]int map[string]int{"Ada": 36, "Bo": 7} (2) +
err *errors.errorString "boom"
m *mat.Dense *mat.Dense 2×2 [1 2; 3 4] (2×2) +
name string "nabla"
p *Point &Point{X: 1, Y: 0, next: &Point{…}} +
t time.Time 2026-01-02 03:04:05 +0000 UTC
xs []float64 []float64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,… (1000) +`
	if got := seen(t, list, err); got != want {
		t.Errorf("variables:\n%s\nwant\n%s", got, want)
	}
	for _, test := range []struct{ path, want string }{
		{"p", "X float64 1\nY float64 0\nnext *Point &Point{X: 1, Y: 0, next: &Point{…}} +"},
		{"p next next", "X float64 1"},
		{`ages`, `["Ada"] int 36` + "\n" + `["Bo"] int 7`},
		{"m mat Data", "[0] float64 1\n[1] float64 2\n[2] float64 3\n[3] float64 4"},
		{"xs [900…999]", "[900] float64 0"},
	} {
		path := strings.Fields(test.path)
		list, err := s.Parts(ctx, path[0], path[1:])
		if got := seen(t, list, err); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s:\n%s\nwant\n%s", test.path, got, test.want)
		}
	}
	if _, err := s.Parts(ctx, "gone", nil); err == nil {
		t.Error("a variable that nobody has has parts")
	}
	if strings.Contains(out.peek(), "called") {
		t.Error("a method of the user was called")
	}
	b, err := s.Forms(ctx, "m")
	if err != nil || !strings.Contains(string(b.Data["text/latex"]), "1 & 2") {
		t.Errorf("the forms of a matrix: %v, %v", b, err)
	}
	if b, err := s.Forms(ctx, "p"); err != nil || string(b.Data["text/plain"]) != "never" {
		t.Errorf("the forms of what has methods of its own: %v, %v", b, err)
	}
}

// Variables are seen while a cell runs that changes them without a pause, also those
// that it has just declared.
func TestVariablesWhileRunning(t *testing.T) {
	s, out := newTestSession(t)
	ctx := context.Background()
	runCell(s, out, 1, "counts := map[int]string{}\nwords := []string{}\nn := 0")
	ended := make(chan string, 1)
	go func() {
		ended <- runCell(s, out, 2, `fmt.Println("running")
fresh := "new"
for {
	n++
	counts[n%5000] = fmt.Sprint(n)
	words = append(words[:len(words)%50], fmt.Sprint(n))
	if n%1000 == 0 { clear(counts) }
}`)
	}()
	waitToShow(t, out, "running")
	list, err := s.Variables(ctx)
	if got := seen(t, list, err); !strings.Contains(got, "fresh string \"new\"") || !strings.Contains(got, "counts map[int]string ") {
		t.Errorf("while a cell runs:\n%s", got)
	}
	first := ""
	waitUntil(t, func() bool {
		list, err := s.Parts(ctx, "counts", nil)
		if _, formsErr := s.Forms(ctx, "words"); formsErr != nil && err != nil {
			t.Log(formsErr, err)
		}
		all, err := s.Variables(ctx)
		now := seen(t, all, err)
		changed := first != "" && first != now && len(list) > 0
		first = now
		return changed
	})
	for range 300 { // the cell must not be ended by it
		s.Parts(ctx, "counts", nil)
		s.Forms(ctx, "counts")
	}
	s.Interrupt()
	select {
	case text := <-ended:
		if !strings.Contains(text, "interrupted") {
			t.Errorf("the cell ended with %s", text)
		}
	case <-time.After(time.Minute):
		t.Fatal("the cell does not end")
	}
}

// waitUntil waits for a condition.
func waitUntil(t *testing.T, condition func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !condition(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it did not happen within a minute")
		}
	}
}

// waitToShow waits until a text is shown.
func waitToShow(t *testing.T, out *transcript, text string) {
	t.Helper()
	waitUntil(t, func() bool { return strings.Contains(out.peek(), text) })
}

// BenchmarkVariables is what a front end asks for with every message of a cell.
func BenchmarkVariables(b *testing.B) {
	s, out := newTestSession(b)
	var code strings.Builder
	for _, name := range strings.Split("a b c d e f g h i j k l m n o p q r s t u v w x y z", " ") {
		code.WriteString(name + "1 := map[string][]float64{\"x\": make([]float64, 100)}\n" + name + "2 := 2.5\n")
	}
	runCell(s, out, 1, code.String())
	for b.Loop() {
		if list, err := s.Variables(context.Background()); len(list) != 52 || err != nil {
			b.Fatal(list, err)
		}
	}
}
