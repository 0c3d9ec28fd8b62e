// Program worker is the smallest program that can load cells, for the tests of package
// link. Its arguments are a file that lists archives ("packagefile path=file" on each
// line) and the loads to do: object,function, and aliases as alias=variable.
package main

import (
	"bytes"
	"fmt"
	_ "image" // of its variables nothing is used here
	"os"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
	_ "unsafe" // for linkname

	"github.com/gonabla/nabla/kernel/link"
)

type hooks struct {
	Panic func(v any, cell uint64)
	Exit  func(code int, cell uint64)
	Write func(fd uintptr, p []byte) bool
	Read  func(p []byte) (int, error)
	Stop  func(why uint32, cell uint64)
	Over  func(cell uint64) bool
}

//go:linkname setHooks runtime.nablaSetHooks
func setHooks(*hooks)

//go:linkname setCell runtime.nablaSetCell
func setCell(uint64)

//go:linkname hold runtime.nablaHold
func hold(int32)

var (
	out    bytes.Buffer
	outMu  sync.Mutex
	report = func(format string, args ...any) {
		hold(1)
		defer hold(-1)
		outMu.Lock()
		defer outMu.Unlock()
		fmt.Fprintf(&out, format, args...)
	}
)

func main() {
	debug := os.Getenv("TIMINGS") != ""
	start := time.Now()
	l, err := link.New(link.Config{Archives: readArchives(os.Args[1])})
	if err != nil {
		fail(err)
	}
	if debug {
		println("new", time.Since(start).Microseconds())
	}
	start = time.Now()
	if err := l.SelfTest(); err != nil {
		fail(err)
	}
	if debug {
		println("self-test", time.Since(start).Microseconds())
	}
	setHooks(&hooks{
		Panic: func(v any, cell uint64) { report("[cell %d: goroutine panic: %v]\n", cell, v) },
		Exit:  func(code int, cell uint64) { report("[cell %d: exit %d]\n", cell, code) },
		Write: func(fd uintptr, p []byte) bool {
			hold(1)
			defer hold(-1)
			outMu.Lock()
			defer outMu.Unlock()
			out.Write(p)
			return true
		},
		Read: strings.NewReader("entered\n").Read,
		Stop: func(why uint32, cell uint64) { report("[cell %d: ended for reason %d]\n", cell, why) },
		Over: func(cell uint64) bool { return false },
	})
	for i, arg := range os.Args[2:] {
		run(l, uint64(i+1), arg, debug)
	}
	outMu.Lock()
	syscall.Write(1, out.Bytes())
	os.Exit(0)
}

func fail(err error) {
	println(err.Error())
	os.Exit(1)
}

func run(l *link.Linker, cell uint64, arg string, debug bool) {
	parts := strings.Split(arg, ",")
	r := link.Request{Object: parts[0], Run: parts[1], Alias: map[string]string{}}
	for _, p := range parts[2:] {
		alias, variable, _ := strings.Cut(p, "=")
		r.Alias[alias] = variable
	}
	start := time.Now()
	loaded, err := l.Load(r)
	if err != nil {
		report("[cell %d: %v]\n", cell, err)
		return
	}
	if debug {
		t := loaded.Timings
		println("load", time.Since(start).Microseconds(), "read", t.Read.Microseconds(), "link", t.Link.Microseconds(), "register", t.Register.Microseconds())
	}
	if len(loaded.ChangedTypes) > 0 {
		report("[changed types: %s]\n", strings.Join(loaded.ChangedTypes, " "))
	}
	if len(loaded.NewVariables) > 0 {
		report("[new variables: %s]\n", strings.Join(loaded.NewVariables, " "))
	}
	runtime.GC()
	done := make(chan bool)
	go func() {
		defer close(done)
		setCell(cell)
		defer func() {
			if v := recover(); v != nil {
				report("[panic: %v]\n", v)
			}
		}()
		for _, f := range loaded.Inits {
			f()
		}
		loaded.Run()
	}()
	<-done
}

func readArchives(file string) map[string]string {
	b, err := os.ReadFile(file)
	if err != nil {
		fail(err)
	}
	archives := map[string]string{}
	for line := range strings.Lines(string(b)) {
		path, archive, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "packagefile "), "=")
		if ok {
			archives[path] = archive
		}
	}
	return archives
}
