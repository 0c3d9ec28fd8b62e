package autodiff

import (
	"runtime"
	"slices"
	"strings"
)

// A Kink is a place where the function was evaluated at a point at which an
// operation is not differentiable, so that a convention supplied the value.
type Kink struct {
	Func  string // the operation, as package math names it
	File  string // where it was called
	Line  int
	Count int // how often it was met there
}

// kinkPlaces caps the list of different places; the total is always counted.
const kinkPlaces = 64

// kinkDepth is how many stack frames of this package and of rules can lie
// between a twin and the record, and one more.
const kinkDepth = 16

// kinkList is what a tape remembers of kinks. Places are compared by their raw
// program counters, so that a kink in a long loop costs one short stack walk.
type kinkList struct {
	places []kinkPlace
	total  int
}

type kinkPlace struct {
	name  string
	stack [kinkDepth]uintptr
	count int
}

func (l *kinkList) reset() {
	l.places = l.places[:0]
	l.total = 0
}

// kink remembers that the operation called name, recorded by the exported
// method that calls kink, was met where it is not differentiable.
func (t *Tape) kink(name string) {
	l := &t.kinks
	l.total++
	p := kinkPlace{name: name, count: 1}
	runtime.Callers(2, p.stack[:])
	for i := range l.places {
		if q := &l.places[i]; q.name == name && q.stack == p.stack {
			q.count++
			return
		}
	}
	if len(l.places) < kinkPlaces {
		l.places = append(l.places, p)
	}
}

// Kinks returns the kinks met since the tape was reset, in the order of their
// first appearance, at most 64 places; total counts all of them.
func (t *Tape) Kinks() (list []Kink, total int) {
	if t.kinks.total == 0 {
		return nil, 0
	}
	return t.kinks.list(), t.kinks.total
}

// list returns the places, those on one line together.
func (l *kinkList) list() (list []Kink) {
	for i := range l.places {
		p := &l.places[i]
		k := Kink{Func: p.name, Count: p.count}
		k.File, k.Line = p.caller()
		if j := samePlace(list, k); j >= 0 {
			list[j].Count += k.Count
			continue
		}
		list = append(list, k)
	}
	return list
}

func samePlace(list []Kink, k Kink) int {
	for i, q := range list {
		if q.Func == k.Func && q.File == k.File && q.Line == k.Line {
			return i
		}
	}
	return -1
}

// caller returns the place of the first frame outside this package and the
// rules: that of the function which was differentiated.
func (p *kinkPlace) caller() (file string, line int) {
	n := 0
	for n < len(p.stack) && p.stack[n] != 0 {
		n++
	}
	frames := runtime.CallersFrames(p.stack[:n])
	for {
		f, more := frames.Next()
		if f.Function != "" && !isMachinery(f.Function) {
			return f.File, f.Line
		}
		if !more {
			return "", 0
		}
	}
}

// liftAdditions are the functions that lifting adds to a file beside the twins.
var liftAdditions = []string{"constants", "fused", "operands", "recovered", "twin", "values"}

// isMachinery reports whether a function, by its full name, is none of the
// user's: its place would tell nothing.
func isMachinery(name string) bool {
	if own, ok := strings.CutPrefix(name, "github.com/gonabla/nabla/mathlib"); ok {
		return own[0] == '.' || strings.HasPrefix(own, "/autodiff.") || strings.HasPrefix(own, "/rules/")
	}
	if strings.HasPrefix(name, "runtime.") || strings.HasPrefix(name, "gonum.org/") {
		return true
	}
	_, added, _ := strings.Cut(name, ".nabla_")
	return slices.ContainsFunc(liftAdditions, func(a string) bool { return strings.HasPrefix(added, a) })
}

// Place returns the file and the line of the function that is being
// differentiated, as seen from one that its twin called. A deferred function
// that recovers sees where the panic came from.
func Place() (file string, line int) {
	var stack [64]uintptr
	frames := runtime.CallersFrames(stack[:runtime.Callers(2, stack[:])])
	panicking := false
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic" && !panicking:
			file, line, panicking = "", 0, true
		case file == "" && f.Function != "" && !isMachinery(f.Function):
			file, line = f.File, f.Line
		}
		if !more {
			return file, line
		}
	}
}
