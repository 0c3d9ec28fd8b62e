package kernelspec

import (
	"context"
	"fmt"
	"io"
)

// A Check looks at one piece of an installation.
type Check struct {
	// Name says which piece, in a word or two.
	Name string
	// Look says what was found, in a line. Its error says what is wrong; a
	// [*Fault] also says how to mend it.
	Look func(context.Context) (found string, err error)
}

// A Fault is something wrong with an installation.
type Fault struct {
	Problem string // what is wrong
	Mend    string // what to do about it, as an instruction
}

func (f *Fault) Error() string { return f.Problem }

// Doctor makes every check, tells w what it found, and reports whether all is
// well. One failing check does not keep it from making the next.
func Doctor(ctx context.Context, w io.Writer, checks []Check) (healthy bool) {
	healthy = true
	for _, check := range checks {
		found, err := check.Look(ctx)
		if err == nil {
			fmt.Fprintf(w, "ok     %-14s %s\n", check.Name, found)
			continue
		}
		healthy = false
		fmt.Fprintf(w, "WRONG  %-14s %v\n", check.Name, err)
		if fault, ok := err.(*Fault); ok && fault.Mend != "" {
			fmt.Fprintf(w, "       %-14s to mend it: %s\n", "", fault.Mend)
		}
	}
	return healthy
}
