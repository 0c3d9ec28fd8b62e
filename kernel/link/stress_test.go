package link_test

import (
	"fmt"
	"strings"
	"testing"
)

// hammer keeps the collector, the scheduler and type assertions busy.
const hammer = `
import (
	"fmt"
	"reflect"
	"runtime"
	"sync/atomic"
	"time"
)

type thing struct {
	bytes []byte
	links map[string]*thing
}

func (t *thing) String() string { return "thing" }

var turns atomic.Int64

func fall(k int) int {
	if k == 0 {
		panic("bottom")
	}
	return fall(k-1) + 1
}

func turn(i int, last *thing) *thing {
	t := &thing{make([]byte, 100+i%500), map[string]*thing{fmt.Sprint(i): last}}
	var x any = t
	if s, ok := x.(fmt.Stringer); !ok || s.String() != "thing" {
		panic("not a stringer")
	}
	if i%100 == 0 {
		func() {
			defer func() { recover(); runtime.Callers(0, make([]uintptr, 100)) }()
			fall(500)
		}()
		reflect.New(reflect.TypeOf(t)).Elem().Set(reflect.ValueOf(t))
	}
	if i%50 == 0 {
		time.Sleep(300 * time.Microsecond)
		return nil
	}
	return t
}

func run() {
	for range 4 {
		go func() {
			var last *thing
			for i := 0; ; i++ {
				last = turn(i, last)
				turns.Add(1)
			}
		}()
	}
}
`

// TestHammer loads cells while code loaded earlier allocates, panics and asserts types
// that the loads redefine.
func TestHammer(t *testing.T) {
	b := needBench(t)
	cells := []cell{{source: hammer}}
	const loads = 60
	for i := range loads {
		method := "" // comes and goes
		if i%2 == 0 {
			method = "func (c *counter) Twice() int { return 2 * c.n }\n"
		}
		cells = append(cells, cell{source: fmt.Sprintf(`
import "fmt"

type thing struct {
	bytes []byte
	links map[string]*thing
}

func (t *thing) String() string { return "thing" }

type counter struct{ n int }

func (c *counter) String() string { return fmt.Sprint(c.n + %d) }
%s
var (
	count counter
	any1  any
)

func run() {
	count.n++
	any1 = &count
	_, twice := any1.(interface{ Twice() int })
	fmt.Println(&count, any1, twice, &thing{})
}
`, i, method)})
	}
	cells = append(cells, cell{source: "import \"sync/atomic\"\nimport \"fmt\"\nvar turns atomic.Int64\nfunc run() { fmt.Println(turns.Load() > 0) }"})
	var want strings.Builder
	want.WriteString("[new variables: turns]\n")
	for i := range loads {
		if i == 0 {
			want.WriteString("[new variables: any1 count]\n")
		}
		fmt.Fprintf(&want, "%d %d %v thing\n", 2*i+1, 2*i+1, i%2 == 0)
	}
	want.WriteString("true\n")
	if got := b.run(t, nil, cells...); got != want.String() {
		t.Errorf("got:\n%s\nwant:\n%s", got, &want)
	}
}
