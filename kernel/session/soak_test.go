package session

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/interp"
)

var (
	soakCells = flag.Int("soak", 100, "how many cells the soak runs")
	soakSeed  = flag.Uint64("soakseed", 0, "the seed of the soak; 0 for a new one")
)

// A soak runs cells of all kinds in one session, in an order that is left to
// chance, and brings faults about. It knows what every variable must hold.
type soak struct {
	t      *testing.T
	random *rand.Rand
	s      *Session
	out    *transcript
	number int // of the last cell
	model  model
	// past is the model after the last cells, by their numbers: what a snapshot
	// that is older than the last cell brings back.
	past     map[int]model
	fault    *fault         // that is in force; nil if there is none
	damaged  bool           // the newest snapshot
	full     int            // the last cell for which the disk was full, so that nothing was saved
	ran      map[string]int // cells by their kinds
	restarts int
	lost     int // variables of plain data that restarts have not brought back
}

// A soakCell is a cell of a soak.
type soakCell struct {
	code      string
	want      string // in what it shows
	fails     string // in its error; "" if it must have none
	entered   string // what the user enters
	interrupt string // when this is shown
	abandon   string // when this is shown, and it cannot be stopped
	ran       func() // what has become of the variables
}

// remembered is how many models are.
const remembered = 500

// run runs a cell, and looks whether it shows what it must. While there is a
// fault it may also fail, and then does nothing.
func (k *soak) run(c soakCell) {
	k.t.Helper()
	k.number++
	if k.fault != nil && k.fault.name == "disk full" {
		k.full = k.number
	}
	cell := scriptCell{code: c.code, interrupt: c.interrupt, abandon: c.abandon}
	if c.entered != "" {
		cell.entered = &c.entered
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	died := !k.alive()
	text, err := cell.run(ctx, k.s, k.out, k.number)
	if died || err != nil && err.Name == "WorkerDied" {
		text = k.recover(text)
	}
	for wait := 0; err == nil && !strings.Contains(text, c.want) && k.fault == nil && wait < 10_000; wait++ {
		time.Sleep(time.Millisecond) // for what a goroutine of the cell has to say
		text += k.out.take()
	}
	switch {
	case k.asWanted(c, text, err):
		if c.ran != nil {
			c.ran()
		}
	case k.fault != nil && err != nil && err.Message != "":
	default:
		k.t.Fatalf("cell %d:\n%s\nshows\n%s\nwant %q, error %q", k.number, c.code, text, c.want, c.fails)
	}
	k.past[k.number] = k.model.clone()
	delete(k.past, k.number-remembered)
}

func (k *soak) asWanted(c soakCell, text string, err *interp.CellError) bool {
	if c.fails == "" {
		return err == nil && strings.Contains(text, c.want)
	}
	return err != nil && strings.Contains(text, c.want) && strings.Contains(text[strings.LastIndex(text, "[error]"):], c.fails)
}

// alive reports whether there is a worker.
func (k *soak) alive() bool {
	k.s.mu.Lock()
	w := k.s.worker
	k.s.mu.Unlock()
	if w == nil {
		return false
	}
	select {
	case <-w.Exited():
		return false
	default:
		return true
	}
}

// saved is the cell after which the variables were saved.
func (k *soak) saved() int {
	k.s.mu.Lock()
	defer k.s.mu.Unlock()
	return k.s.saved.cell
}

// tableRow is a row of the table that says what has become of the variables.
var tableRow = regexp.MustCompile(`(?m)^(?:\[display text/html\] )?(\w+) .*  (?:restored, as after cell (\d+)|gone: (.+))$`)

// recover makes of the model what the table says that has become of it, and
// returns what the cell showed beside the table. A variable that the table does
// not name is lost, and so is one of plain data for whose end there is no fault.
func (k *soak) recover(text string) string {
	k.t.Helper()
	rows := map[string][]string{}
	for _, row := range tableRow.FindAllStringSubmatch(text, -1) {
		rows[row[1]] = row
	}
	if len(rows) == 0 && !k.alive() {
		return text // none could be started, and that is what the cell says
	}
	k.restarts++
	for name, value := range k.model.values {
		row := rows[name]
		count := 0
		if row != nil {
			count, _ = strconv.Atoi(row[2])
		}
		old, known := k.past[count].values[name]
		switch _, plain := value.(lost); {
		case row == nil:
			k.t.Errorf("cell %d: the worker was replaced, and nothing is said of %s:\n%s", k.number, name, text)
		case row[2] != "" && !known:
			k.t.Errorf("cell %d: %s is said to be as after cell %d, which did not have it", k.number, name, count)
		case row[2] != "":
			k.model.values[name] = old
			continue
		case !plain && !k.damaged && k.full <= k.saved():
			k.t.Errorf("cell %d: %s is gone (%s) though it was saved:\n%s", k.number, name, row[3], text)
		case !plain:
			k.lost++
		}
		k.model.drop(name)
	}
	k.damaged = false
	return tableRow.ReplaceAllString(text, "")
}

// check has all variables shown, and all functions called.
func (k *soak) check() {
	k.t.Helper()
	var code, want strings.Builder
	for _, name := range slices.Sorted(maps.Keys(k.model.values)) {
		if expression, shown := k.model.show(name); expression != "" {
			fmt.Fprintf(&code, "fmt.Println(%q, %s)\n", name, expression)
			fmt.Fprintf(&want, "%s %s\n", name, shown)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(k.model.functions)) {
		if n, ok := k.model.call(name, 7); ok {
			fmt.Fprintf(&code, "fmt.Println(%q, %s)\n", name, k.model.callText(name, "7"))
			fmt.Fprintf(&want, "%s %d\n", name, n)
		}
	}
	k.run(soakCell{code: code.String(), want: want.String()})
}

// measure reports what the worker and the kernel take of the machine.
func (k *soak) measure() (heap uint64, files int) {
	k.run(soakCell{code: "1"}) // now there is a worker
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files = descriptors()
	k.s.mu.Lock()
	w := k.s.worker
	k.s.mu.Unlock()
	worker := "no worker"
	if w != nil {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.Pid()))
		open, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", w.Pid()))
		worker = fmt.Sprintf("worker %s, %d descriptors", regexp.MustCompile(`VmRSS:\s*(.*)`).FindSubmatch(status)[1], len(open))
	}
	k.t.Logf("after %d cells: kernel %d KB of heap, %d descriptors; %s; %d restarts; %d variables, %d functions",
		k.number, m.HeapAlloc>>10, files, worker, k.restarts, len(k.model.values), len(k.model.functions))
	return m.HeapAlloc, files
}

// TestSoak runs thousands of cells of mixed kinds, among faults: the worker is
// killed between cells and in them, the compiler and the network fail, the disk
// is full, files are damaged. Nothing is lost that is not announced, and the
// session takes no more of the machine in the end than in the beginning.
func TestSoak(t *testing.T) {
	if separate(t) {
		return
	}
	seed, cells := *soakSeed, *soakCells
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("%d cells; again with -soak %[1]d -soakseed %d", cells, seed)
	k := newSoak(t, seed, smallFolder(t))
	var heap uint64
	var files int
	for next := 500; k.number < cells; {
		k.step()
		if k.number >= next && k.fault == nil {
			h, f := k.measure()
			if next == 500 {
				heap, files = h, f
			} else if f > files+4 || h > heap+uint64(k.number)*16<<10 {
				t.Errorf("%d descriptors and %d KB of heap, after 500 cells it was %d and %d", f, h>>10, files, heap>>10)
			}
			next += 500
		}
	}
	if k.fault != nil {
		k.mend()
	}
	k.run(soakCell{code: "1"})
	k.check()
	k.measure()
	t.Logf("%d restarts; %d variables of plain data were announced as gone; cells: %v", k.restarts, k.lost, k.ran)
}

// step runs a cell, or begins or ends a fault.
func (k *soak) step() {
	switch {
	case k.fault != nil && k.random.IntN(4) == 0:
		k.mend()
		return
	case !k.alive():
		k.run(soakCell{code: "1"}) // shows what is left
		if k.alive() && k.fault == nil {
			k.check()
		}
		return
	case k.fault == nil && k.random.IntN(20) == 0:
		k.begin()
		return
	}
	kind := soakKinds[k.random.IntN(len(soakKinds))]
	if k.random.IntN(kind.rare+1) > 0 || k.fault != nil && !kind.simple {
		return
	}
	k.ran[kind.name]++
	k.run(kind.cell(k))
	if k.fault == nil && k.random.IntN(7) == 0 {
		k.check()
	}
}

// separateName is set for the process that has mounts of its own.
const separateName = "NABLA_TEST_SEPARATE"

// separate runs the test in a process with mounts of its own, in which a disk can be
// filled and the compiler be broken. It returns false in there, and where the system
// does not permit that.
func separate(t *testing.T) (done bool) {
	testConfig(t, nil) // prepares the toolchain, or skips
	if os.Getenv(separateName) != "" {
		return false
	}
	args := slices.DeleteFunc(slices.Clone(os.Args[1:]), func(arg string) bool { return strings.HasPrefix(arg, "-test.testlogfile") })
	cmd := exec.Command(os.Args[0], append(args, "-test.v", "-test.run", "^"+t.Name()+"$")...)
	cmd.Env = append(os.Environ(), separateName+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS, Pdeathsig: syscall.SIGKILL,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	text, err := cmd.CombinedOutput()
	t.Logf("%s", text)
	if cmd.Process == nil || cmd.ProcessState.ExitCode() == cannotMount {
		t.Logf("the disk cannot be filled here, nor the compiler be broken: %v", err)
		return false
	}
	if err != nil {
		t.Error(err)
	}
	return true
}

const cannotMount = 77

// smallFolder is a folder on a small file system, in a process of its own.
func smallFolder(t *testing.T) string {
	dir := t.TempDir()
	if os.Getenv(separateName) == "" {
		return dir
	}
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size=24m"); err != nil {
		os.Exit(cannotMount)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}
