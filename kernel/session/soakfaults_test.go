package session

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/build/buildtest"
	"github.com/gonabla/nabla/kernel/interp"
)

// soakModules is how many modules there are to be fetched.
const soakModules = 12

// newSoak starts a session whose files are in a folder that can be filled.
func newSoak(t *testing.T, seed uint64, small string) *soak {
	files := map[string]string{}
	for n := range soakModules {
		files[fmt.Sprintf("example.com/soak%d@v1.0.0/soak.go", n)] = fmt.Sprintf("package soak%d\n\nfunc Number() int { return %[1]d }\n", n)
	}
	k := &soak{t: t, out: &transcript{}, random: rand.New(rand.NewPCG(seed, 0)), model: newModel(), past: map[int]model{}, ran: map[string]int{}}
	c := testConfig(t, k.out)
	c.Toolchain, c.DataDir = buildtest.Modules(t, files), small
	t.Chdir(t.TempDir())
	k.s = startTestSession(t, c)
	return k
}

// A fault is what makes cells fail for a while, or a moment.
type fault struct {
	name  string
	begin func(k *soak) (end func(), err error) // end is nil if the fault is over at once
	end   func()
}

// faults are those that can be brought about.
var faults = []fault{
	{name: "worker killed", begin: moment(func(k *soak) { kill(k.s) })},
	{name: "worker killed", begin: moment(func(k *soak) { kill(k.s) })},
	{name: "worker killed in a cell", begin: moment(killInCell)},
	{name: "worker killed at once", begin: moment(killAtOnce)},
	{name: "worker killed twice", begin: moment(killTwice)},
	{name: "interrupted after a kill", begin: moment(interruptAfterKill)},
	{name: "snapshot damaged", begin: moment(damageSnapshot)},
	{name: "compiler broken", begin: breakCompiler},
	{name: "disk full", begin: fillDisk},
	{name: "no network", begin: dropNetwork},
	{name: "go.mod malformed", begin: spoilModule},
}

func moment(f func(*soak)) func(*soak) (func(), error) {
	return func(k *soak) (func(), error) {
		f(k)
		return nil, nil
	}
}

// begin brings a fault about.
func (k *soak) begin() {
	f := faults[k.random.IntN(len(faults))]
	if end, err := f.begin(k); err != nil {
		k.t.Logf("%s: %v", f.name, err)
	} else if k.ran[f.name]++; end != nil {
		k.fault = &fault{name: f.name, end: end}
		if k.random.IntN(3) == 0 {
			kill(k.s)
		}
	}
}

// mend ends the fault.
func (k *soak) mend() {
	k.fault.end()
	k.fault = nil
}

// killInCell kills the worker in a cell that has changed a variable: it is what it
// was before.
func killInCell(k *soak) {
	name, _, ok := having[int](k.model, k.random)
	if !ok {
		return
	}
	k.run(soakCell{code: fmt.Sprintf("%s++\nsyscall.Kill(os.Getpid(), syscall.SIGKILL)\ntime.Sleep(time.Hour)", name), fails: "WorkerDied"})
}

// killAtOnce kills the worker before the variables can have been saved.
func killAtOnce(k *soak) {
	k.check()
	k.number++
	k.s.Execute(context.Background(), interp.ExecuteRequest{ID: uint64(k.number), Code: "1", Count: k.number})
	kill(k.s)
	k.out.take()
	awaitSaved(k.s)
	k.past[k.number] = k.model.clone()
}

// killTwice kills the worker, and the one that takes its place, at any moment.
func killTwice(k *soak) {
	kill(k.s)
	k.whileRuns(func() {
		k.s.mu.Lock()
		w := k.s.worker
		k.s.mu.Unlock()
		if w != nil {
			syscall.Kill(w.Pid(), syscall.SIGKILL)
			<-w.Exited()
		}
	})
}

// interruptAfterKill interrupts the cell that comes after, at any moment.
func interruptAfterKill(k *soak) {
	kill(k.s)
	k.whileRuns(k.s.Interrupt)
}

// whileRuns does something at any moment while a worker is replaced and a cell
// runs, which may fail.
func (k *soak) whileRuns(f func()) {
	k.fault = &fault{name: "meanwhile"}
	after := time.Duration(k.random.IntN(200)) * time.Millisecond
	done := make(chan bool)
	go func() {
		defer close(done)
		time.Sleep(after)
		f()
	}()
	k.run(soakCell{code: "time.Sleep(50 * time.Millisecond)"})
	<-done
	k.fault = nil
}

// damageSnapshot changes what was saved, and kills the worker.
func damageSnapshot(k *soak) {
	k.s.mu.Lock()
	file := k.s.saved.file
	k.s.mu.Unlock()
	data, err := os.ReadFile(file)
	if err != nil || len(data) == 0 {
		return
	}
	data[k.random.IntN(len(data))] ^= 0x55
	if err := os.WriteFile(file, data, 0o600); err != nil {
		k.t.Fatal(err)
	}
	k.damaged = true
	kill(k.s)
}

// breakCompiler puts another program in the place of the compiler.
func breakCompiler(k *soak) (func(), error) {
	compilers, err := filepath.Glob(filepath.Join(k.s.config.Toolchain.GoRoot(), "pkg/tool/*/compile"))
	if err != nil || len(compilers) == 0 || os.Getenv(separateName) == "" {
		return nil, fmt.Errorf("the compiler cannot be broken here: %v", err)
	}
	if err := syscall.Mount("/bin/false", compilers[0], "", syscall.MS_BIND, ""); err != nil {
		return nil, err
	}
	return func() { syscall.Unmount(compilers[0], syscall.MNT_DETACH) }, nil
}

// fillDisk leaves no room in the folder of the session.
func fillDisk(k *soak) (func(), error) {
	if os.Getenv(separateName) == "" {
		return nil, fmt.Errorf("there is no small file system here")
	}
	name := filepath.Join(k.s.config.DataDir, "filler")
	file, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	zero, err := os.Open("/dev/zero")
	if err != nil {
		return nil, err
	}
	defer zero.Close()
	io.Copy(file, zero)
	if left := int64(k.random.IntN(3)) * 4096; left > 0 { // enough for some files
		if info, err := file.Stat(); err == nil {
			file.Truncate(info.Size() - left)
		}
	}
	return func() { os.Remove(name) }, nil
}

// dropNetwork leaves nobody to fetch modules from.
func dropNetwork(k *soak) (func(), error) {
	before := os.Getenv("GOPROXY")
	os.Setenv("GOPROXY", "http://127.0.0.1:9")
	return func() { os.Setenv("GOPROXY", before) }, nil
}

// spoilModule makes the session's go.mod unreadable.
func spoilModule(k *soak) (func(), error) {
	name := filepath.Join(k.s.module.Dir(), "go.mod")
	before, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(name, []byte("module {\nrequire everything"), 0o644); err != nil {
		return nil, err
	}
	return func() {
		if err := os.WriteFile(name, before, 0o644); err != nil {
			k.t.Error(err)
		}
	}, nil
}
