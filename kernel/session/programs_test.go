package session

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// A programShape is a small program in which A, B, … F stand for names, and N for
// a number; output is what it writes, given the same.
type programShape struct{ text, output string }

var programShapes = []programShape{
	{`type A struct{ B int; C string }
func (x A) String() string { return fmt.Sprint("<", x.B, x.C, ">") }
var D = A{N, "c"}
func main() { D.B++; fmt.Printf("%v %T\n", D, D) }`, "<{N+1}c> main.A\n"},
	{`type A interface{ B() int }
type C int
func (c C) B() int { return int(c) + N }
func D(a A) int { return a.B() }
var E A = C(2)
func main() { fmt.Println(D(E), D(C(3))); _, ok := E.(fmt.Stringer); fmt.Println(ok) }`, "{N+2} {N+3}\nfalse\n"},
	{`const ( A = iota + N; B; C )
func D(n int) func() int { return func() int { n += B; return n } }
var E, F = D(A), 1
func init() { F = E() }
func main() { fmt.Println(F, E(), C) }`, "{2N+1} {3N+2} {N+2}\n"},
	{`type A[T any] struct { B []T; C map[string]T }
func (a *A[T]) D(v T) { a.B = append(a.B, v); a.C[fmt.Sprint(v)] = v }
func E[T any](a *A[T]) int { return len(a.B) + len(a.C) }
var F = &A[int]{C: map[string]int{}}
func main() { for i := range N { F.D(i % 3) }; fmt.Println(E(F)); var x any = *F; _, ok := x.(A[int]); fmt.Println(ok) }`, "{N+kinds}\ntrue\n"},
	{`type A struct { B *A; C, D int }
var E map[A]int
func F(n int) *A { if n == 0 { return nil }; return &A{F(n - 1), n, N} }
func main() { E = map[A]int{{nil, 1, 2}: 5}; s := 0; for a := F(4); a != nil; a = a.B { s += a.C * a.D }; fmt.Println(s, E[A{C: 1, D: 2}]) }`, "{10N} 5\n"},
	{`var A = flag.Int("number", N, "a number")
var B = flag.String("text", "C", "a text")
func main() { flag.Parse(); fmt.Println(*A, *B, flag.NArg(), len(os.Args)); os.Args = append(os.Args, "D"); log.SetFlags(0); log.SetOutput(os.Stdout); log.SetPrefix("E "); log.Print(*A) }`, "N C 0 1\nE N\n"},
	{`type A struct{ n int }
func (A) Error() string { return "B" }
func C(n int) (err error) { defer func() { if r := recover(); r != nil { err = fmt.Errorf("D: %w", r.(error)) } }(); if n > 0 { panic(A{n}) }; return nil }
func main() { err := C(N); var a A; fmt.Println(err, errors.As(err, &a), a.n, C(0)) }`, "D: B true N <nil>\n"},
	{`type A struct { sync.Mutex; B map[int]int }
var C = A{B: map[int]int{}}
func D(n int, wg *sync.WaitGroup) { defer wg.Done(); C.Lock(); defer C.Unlock(); C.B[n%4]++ }
func main() { var wg sync.WaitGroup; for i := range 4*N { wg.Add(1); go D(i, &wg) }; wg.Wait(); fmt.Println(C.B) }`, "map[0:N 1:N 2:N 3:N]\n"},
	{`func A(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "B", N) }
func init() { http.HandleFunc("/path", A) }
func main() { w := httptest.NewRecorder(); http.DefaultServeMux.ServeHTTP(w, httptest.NewRequest("GET", "/path", nil)); fmt.Println(w.Body) }`, "BN\n"},
	{`var A = make(chan int)
func B(n int) { for i := n; ; i++ { A <- i } }
func C() { defer fmt.Println("D"); select {} }
func main() { os.Setenv("E", "F"); go B(N); go C(); <-A; fmt.Println(<-A); os.Chdir("/"); os.Stdout = os.Stderr }`, "{N+1}\n"},
	{`type A = map[string][]B
type B struct { P float64; Q *int }
func (b *B) E() float64 { *b.Q++; return b.P * 2 }
func main() { n := N; a := A{"F": {{1.5, &n}, {2.5, &n}}}; s := 0.0; for i := range a["F"] { s += a["F"][i].E() }; fmt.Println(s, n); data, _ := json.Marshal(a); fmt.Println(string(data)) }`,
		"8 {N+2}\n" + `{"F":[{"P":1.5,"Q":{N+2}},{"P":2.5,"Q":{N+2}}]}` + "\n"},
}

// clashing are the names of which programs and session choose; some are Go's own.
var clashing = []string{"Node", "Value", "Item", "count", "cache", "helper", "run", "List", "Add", "Sum", "data", "result", "Next", "Key", "max", "point"}

// program writes a program of a shape with other names, and what it shows.
func (s programShape) program(r *rand.Rand) (text, output string) {
	n := 1 + r.IntN(9)
	pairs := []string{
		"{N+1}", fmt.Sprint(n + 1), "{N+2}", fmt.Sprint(n + 2), "{N+3}", fmt.Sprint(n + 3), "{N+kinds}", fmt.Sprint(n + min(n, 3)), "{2N+1}", fmt.Sprint(2*n + 1),
		"{3N+2}", fmt.Sprint(3*n + 2), "{10N}", fmt.Sprint(10 * n),
	}
	names := r.Perm(len(clashing))
	replace := func(text string) string {
		text = strings.NewReplacer(pairs...).Replace(text)
		return wordwise(text, func(word string) string {
			switch {
			case word == "N":
				return fmt.Sprint(n)
			case len(word) == 1 && "A" <= word && word <= "F":
				return clashing[names[word[0]-'A']]
			case word == "BN":
				return clashing[names[1]] + fmt.Sprint(n)
			}
			return word
		})
	}
	packages := ""
	for _, p := range []string{"errors", "flag", "fmt", "log", "net/http", "net/http/httptest", "os", "sync", "encoding/json"} {
		if strings.Contains(s.text, p[strings.LastIndexByte(p, '/')+1:]+".") {
			packages += fmt.Sprintf("\t%q\n", p)
		}
	}
	return "package main\n\nimport (\n" + packages + ")\n\n" + replace(s.text), replace(s.output)
}

// wordwise replaces the words of a text.
func wordwise(text string, f func(string) string) string {
	var out, word strings.Builder
	for _, r := range text + "\x00" {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' {
			word.WriteRune(r)
			continue
		}
		out.WriteString(f(word.String()))
		word.Reset()
		out.WriteRune(r)
	}
	return strings.TrimSuffix(out.String(), "\x00")
}

// TestPrograms runs hundreds of programs, which share their names with each other
// and with what the session has, one after the other in one session. Each shows
// what it would if it ran alone, and the session stays what it was.
func TestPrograms(t *testing.T) {
	s, out := newTestSession(t)
	number := 0
	run := func(code, want string) {
		t.Helper()
		number++
		if got := runCell(s, out, number, code); got != want {
			t.Fatalf("cell %d:\n%s\nshows\n%s\nwant\n%s", number, code, got, want)
		}
	}
	run("type Node struct{ Value int }\nfunc (n Node) String() string { return fmt.Sprint(\"node \", n.Value) }\ncount, data := 3, []Node{{1}, {2}}\nvar held fmt.Stringer = data[1]\nfunc helper() int { return count }", "")
	seed := rand.Uint64()
	t.Log("seed", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	programs := 60
	if os.Getenv("NABLA_TEST_LONG") != "" {
		programs = 400
	}
	for i := range programs {
		run(programShapes[r.IntN(len(programShapes))].program(r))
		if i%10 == 9 {
			run("held, data, helper()", "[result] node 2, []Node{node 1, node 2}, 3\n")
		}
	}
}
