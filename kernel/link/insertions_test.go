package link_test

import (
	"flag"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/worker/overlay"
)

// What the runtime calls the reasons to end a goroutine.
const (
	interrupted = "[cell 1: ended for reason 1]\n"
	overflown   = "[cell 1: ended for reason 2]\n"
	outOfMemory = "[cell 1: ended for reason 3]\n"
)

var without = flag.Bool("without", false, "also show that each test of an insertion fails without it (compiles package runtime for each)")

const namers = `
type T struct{}

type Namer interface{ Name() string }

var (
	Any   any
	Check func() bool
)
`

// insertionTests has cells for each insertion of the overlay, with their output.
var insertionTests = map[string]struct {
	cells []string
	want  string
}{
	"panic": {[]string{
		`import "time"
		func run() { go func() { panic("lost") }(); time.Sleep(300*time.Millisecond) }`,
	}, "[cell 1: goroutine panic: lost]\n"},
	"line": {[]string{
		`import ("fmt"; "reflect"; "runtime")
		func spin() { for {} }
		func run() {
			start := reflect.ValueOf(spin).Pointer()
			for pc := start; pc < start+2; pc++ {
				_, line := runtime.FuncForPC(start).FileLine(pc)
				fmt.Println(line)
			}
		}`,
	}, "3\n3\n"},
	"sync": {[]string{
		`import ("fmt"; "sync")
		func run() { defer func() { fmt.Println(recover()) }(); var mu sync.RWMutex; mu.Unlock() }`,
	}, "fatal error: sync: Unlock of unlocked RWMutex\n"},
	"mutex": {[]string{
		`import ("fmt"; "sync")
		func run() { defer func() { fmt.Println(recover()) }(); var mu sync.Mutex; mu.Unlock() }`,
	}, "fatal error: sync: unlock of unlocked mutex\n"},
	"maps": {[]string{
		`import ("fmt"; "sync"; "sync/atomic")
		func run() {
			type key [1<<12]string // of which a comparison takes long: with one processor another comes meanwhile
			m := map[key]int{}
			var found atomic.Bool
			var wg sync.WaitGroup
			for range 2 {
				wg.Go(func() {
					defer func() { if recover() != nil { found.Store(true) } }()
					for k := new(key); !found.Load(); { m[*k]++ }
				})
			}
			wg.Wait()
			fmt.Println(found.Load())
		}`,
	}, "true\n"},
	"exit": {[]string{
		`import ("fmt"; "os")
		func run() { defer fmt.Println("deferred"); os.Exit(3) }`,
		`import "syscall"
		func run() { syscall.Exit(4) }`,
	}, "[cell 1: exit 3]\ndeferred\n[cell 2: exit 4]\n"},
	"cell": {[]string{
		`import "os"
		func run() { os.Exit(1) }`,
	}, "[cell 1: exit 1]\n"},
	"go": {[]string{
		`import ("os"; "time")
		func run() { go func() { go os.Exit(1) }(); time.Sleep(300*time.Millisecond) }`,
	}, "[cell 1: exit 1]\n"},
	"goroutine end": {[]string{
		`import ("runtime"; "sync"; "time")
		func run() {
			var wg sync.WaitGroup
			for range 1000 { wg.Go(func() {}) }
			wg.Wait()
			done := make(chan bool)
			func() { runtime.AddCleanup(new([100]int), func(int) { defer close(done); panic("cleanup") }, 1) }()
			for waiting := true; waiting; {
				runtime.GC()
				select {
				case <-done: waiting = false
				case <-time.After(time.Millisecond):
				}
			}
			time.Sleep(300*time.Millisecond)
		}`,
	}, "[cell 0: goroutine panic: cleanup]\n"},
	"finalizer": {[]string{laterRun("runtime.SetFinalizer(new([100]int), func(any) { n.Add(1); panic(1) })")}, laterRan},
	"cleanup":   {[]string{laterRun("runtime.AddCleanup(new([100]int), func(int) { n.Add(1); panic(1) }, 1)")}, laterRan},
	"wait group": {[]string{
		`import ("fmt"; "sync"; "time")
		func run() {
			var wg sync.WaitGroup
			wg.Go(func() { panic("lost") })
			done := make(chan bool)
			go func() { wg.Wait(); close(done) }()
			time.Sleep(300*time.Millisecond)
			select {
			case <-done: fmt.Println("done")
			case <-time.After(time.Second): fmt.Println("hangs")
			}
		}`,
	}, "[cell 1: goroutine panic: lost]\ndone\n"},
	"call": {[]string{ended("for { called(1) }")}, interrupted + afterWait},
	"schedule": {[]string{
		`import ("fmt"; "runtime"; "sync/atomic"; _ "unsafe")
		` + stopping + `
		func run() {
			runtime.GOMAXPROCS(1)
			var over atomic.Bool
			go func() {
				defer over.Store(true)
				for { runtime.Gosched(); called(1) }
			}()
			for range 100 {
				runtime.Gosched()
				stopCell(1, 2, 1) // while the other is ready
			}
			fmt.Println(over.Load())
		}`,
	}, interrupted + "true\n"},
	"send":             {[]string{ended("make(chan int) <- 1")}, interrupted + afterWait},
	"receive":          {[]string{ended("<-make(chan int)")}, interrupted + afterWait},
	"send to nil":      {[]string{ended("var c chan int; c <- 1")}, interrupted + afterWait},
	"receive from nil": {[]string{ended("var c chan int; <-c")}, interrupted + afterWait},
	"empty select":     {[]string{ended("if over.Load() { return }; select {}")}, interrupted + afterWait},
	"select":           {[]string{ended("select { case <-make(chan int): case make(chan string) <- \"\": }")}, interrupted + afterWait},
	"sleep":            {[]string{ended("time.Sleep(time.Hour)")}, interrupted + afterWait},
	"poll":             {[]string{ended("r, w, _ := os.Pipe(); use(w); r.Read(make([]byte, 1))", "os")}, interrupted + afterWait},
	"poll end":         {[]string{ended("r, w, _ := os.Pipe(); use(w); r.Read(make([]byte, 1))", "os")}, interrupted + afterWait},
	"timer": {[]string{
		`import ("os"; "time")
		func run() { time.AfterFunc(0, func() { os.Exit(1) }); time.Sleep(300*time.Millisecond) }`,
	}, "[cell 1: exit 1]\n"},
	"open": {[]string{noting + `
		func run() {
			var files []*os.File
			for range 10 { f, _ := os.Open(os.DevNull); files = append(files, f) }
			noteOpened(1)
			r, w, _ := os.Pipe()
			closeOpened()
			_, err := r.Read(nil)
			_, err2 := w.WriteString("x")
			fmt.Println(err, err2, files[9].Close())
		}`,
	}, "read |0: file already closed write |1: file already closed <nil>\n"},
	"signal": {[]string{
		`import ("fmt"; "os"; "os/signal"; "syscall"; _ "unsafe")

		//go:linkname listen os/signal.nablaListen
		func listen(c chan<- os.Signal, sig syscall.Signal)

		//go:linkname taken os/signal.nablaTaken
		func taken() bool

		func run() {
			own, other := make(chan os.Signal, 1), make(chan os.Signal, 1)
			listen(own, syscall.SIGUSR1)
			signal.Notify(other, syscall.SIGUSR1)
			syscall.Kill(os.Getpid(), syscall.SIGUSR1)
			<-own
			fmt.Println(taken())
			signal.Stop(other)
			syscall.Kill(os.Getpid(), syscall.SIGUSR1)
			<-own
			fmt.Println(taken())
		}`,
	}, "true\nfalse\n"},
	"keep": {[]string{noting + `
		func run() {
			noteOpened(1)
			closeOpened()
			fmt.Println(os.NewFile(2, "").Close())
			fmt.Println(syscall.Fstat(2, new(syscall.Stat_t)))
		}`,
	}, "<nil>\n<nil>\n"},
	"overflow": {[]string{overflow}, overflown + afterEnd},
	"growth":   {[]string{overflow}, overflown + afterEnd},
	"memory": {[]string{
		`import ("fmt"; _ "unsafe")

		//go:linkname setMemory runtime.nablaSetMemory
		func setMemory(limit uint64)

		var kept []byte

		func run() {
			defer func() { setMemory(0); fmt.Println("deferred", recover()) }()
			setMemory(200<<20)
			for range 10 { kept = nil; kept = make([]byte, 150<<20) }
			fmt.Println("enough")
			kept = make([]byte, 250<<20)
		}`,
	}, "[new variables: kept]\nenough\n" + outOfMemory + afterEnd},
	"write": {[]string{
		`import "fmt"
		var x int
		func run() { fmt.Println("printed") }`,
	}, "[new variables: x]\nprinted\n"},
	"write declaration": {[]string{
		`import ("fmt"; "os")
		var x int
		func run() { fmt.Fprintln(os.Stderr, "printed") }`,
	}, "[new variables: x]\nprinted\n"},
	"gonb": {[]string{
		`import "os"
		var x int
		func run() { os.NewFile(99, "` + overlay.GonbFile + `").WriteString("shown\n") }`,
	}, "[new variables: x]\nshown\n"},
	"read": {[]string{
		`import "fmt"
		var x string
		func run() { fmt.Scanln(&x); fmt.Println(x) }`,
	}, "[new variables: x]\nentered\n"},
	"read declaration": {[]string{
		`import ("bufio"; "fmt"; "os")
		var x int
		func run() { fmt.Println(bufio.NewReader(os.Stdin).ReadString('\n')) }`,
	}, "[new variables: x]\nentered\n <nil>\n"},
	"name offsets": {[]string{
		`type T struct{}
		func (T) One() {}
		var Any any
		func run() { Any = T{} }`,
		`import ("fmt"; "reflect")
		type T struct{}
		func (T) One() {}
		func (T) Two() {}
		var Any any
		func run() { fmt.Println(reflect.TypeOf(Any).NumMethod(), reflect.TypeOf(Any).Method(1).Name, T{}) }`,
	}, "[new variables: Any]\n2 Two {}\n"},
	"type offsets": {[]string{
		`type T struct{}
		func (T) One() {}
		var Any any
		func run() { Any = T{} }`,
		`import ("fmt"; "reflect")
		type T struct{}
		func (T) One(map[string][]complex64) {}
		var Any any
		func run() { fmt.Println(reflect.TypeOf(Any).Method(0).Type, T{}) }`,
	}, "[new variables: Any]\nfunc(main.T, map[string][]complex64) {}\n"},
	"type assertion": {[]string{
		namers + `func run() {
			Any = T{}
			Check = func() bool { _, ok := Any.(Namer); return ok }
			for range 20000 { Check() }
		}`,
		`import "fmt"
		` + namers + `func (T) Name() string { return "" }
		func run() { fmt.Println(Check(), T{}) }`,
	}, "[new variables: Any Check]\ntrue {}\n"},
	"type switch": {[]string{
		`import "fmt"
		` + namers + `func run() {
			Any = T{}
			Check = func() bool {
				switch Any.(type) {
				case fmt.Formatter, fmt.Stringer:
					return false
				case Namer:
					return true
				}
				return false
			}
			for range 20000 { Check() }
		}`,
		`import "fmt"
		` + namers + `func (T) Name() string { return "" }
		func run() { fmt.Println(Check(), T{}) }`,
	}, "[new variables: Any Check]\ntrue {}\n"},
}

// stopping declares what has goroutines ended, and a function for them to call.
const stopping = `
	//go:linkname stopCell runtime.nablaStopCell
	func stopCell(cell uint64, level, why uint32)

	//go:noinline
	func called(n int) string { return fmt.Sprint(n) }
`

// ended is a cell that has a goroutine with the given statements ended.
func ended(statements string, imports ...string) string {
	return `import ("fmt"; "time"; _ "unsafe"; "` + strings.Join(append(imports, "sync/atomic"), `"; "`) + `")
	` + stopping + `
	func use(any) {}

	func run() {
		var over atomic.Bool
		goesOn := false
		go func() {
			defer over.Store(true)
			defer func() { fmt.Println("deferred", recover(), goesOn) }()
			` + statements + `
			goesOn = true // at once, without a call at which the goroutine may end, too
			fmt.Println("goes on")
		}()
		for range 3000 {
			if over.Load() {
				return
			}
			stopCell(1, 2, 1)
			time.Sleep(time.Millisecond)
		}
		fmt.Println("hangs")
	}`
}

const overflow = `import ("fmt"; "runtime/debug")

	func deeper(n int) int { return deeper(n+1) + 1 }

	func run() {
		defer func() { fmt.Println("deferred", recover()) }()
		debug.SetMaxStack(1<<20)
		deeper(0)
	}`

// noting begins a cell in which is noted what it opens.
const noting = `import ("fmt"; "os"; "syscall"; _ "unsafe")

	var _ = syscall.Read

	//go:linkname noteOpened internal/poll.nablaNoteOpened
	func noteOpened(cell uint64)

	//go:linkname closeOpened internal/poll.nablaCloseOpened
	func closeOpened()
	`

const (
	afterEnd  = "deferred <nil>\n"
	afterWait = "deferred <nil> false\n"
)

// laterRun is a cell in which what panics is followed by others of its kind.
func laterRun(panicking string) string {
	return `import ("fmt"; "runtime"; "sync/atomic"; "time")
	func run() {
		var n atomic.Int64
		for range 5 {
			before := n.Load()
			func() { ` + panicking + ` }()
			for i := 0; i < 2000 && n.Load() == before; i++ {
				runtime.GC()
				time.Sleep(time.Millisecond)
			}
			time.Sleep(5*time.Millisecond)
		}
		fmt.Println(n.Load())
	}`
}

var laterRan = strings.Repeat("[cell 0: goroutine panic: 1]\n", 5) + "5\n"

// TestInsertions runs the cells of each insertion; with -without also in a worker that
// lacks the insertion, where the output must be another.
func TestInsertions(t *testing.T) {
	b := needBench(t)
	for _, in := range overlay.Table() {
		t.Run(in.Name, func(t *testing.T) {
			test, ok := insertionTests[in.Name]
			if !ok {
				t.Fatal("the insertion has no test")
			}
			var cells []cell
			for _, source := range test.cells {
				cells = append(cells, cell{source: source})
			}
			if got := b.run(t, nil, cells...); got != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
			}
			if *without {
				if got, err := runWithout(t, in.Name, cells); err == nil && got == test.want {
					t.Error("the test succeeds without the insertion")
				} else {
					t.Logf("without: %.300v\n%.300s", err, got)
				}
			}
		})
	}
}

// runWithout builds a worker without the named insertion and runs the cells in it. The
// error is that of the build, if it fails, or of the worker.
func runWithout(t *testing.T, name string, cells []cell) (string, error) {
	table := slices.DeleteFunc(overlay.Table(), func(in overlay.Insertion) bool { return in.Name == name })
	b, err := newBench(t.TempDir(), table, importable...)
	if err != nil {
		return "", err
	}
	args := []string{b.importcfg}
	for i, c := range cells {
		args = append(args, fmt.Sprintf("%s,main.run", b.compile(t, b.dir, i+1, c)))
	}
	out, err := exec.Command(b.worker, args...).CombinedOutput()
	return string(out), err
}
