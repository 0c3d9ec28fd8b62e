// Package proto is what kernel and worker say to each other: commands to the
// worker on one pipe, events from it on another.
//
// The messages are plain values; codec.go turns them into bytes and back, and
// stream.go puts the bytes on a pipe. The encoding is written by hand, because
// encoding/json or gob in the worker would cost start-up time and would be
// found in the way of the user's own packages. Both ends are built from the
// same source, so the format has no versions; but a message is never trusted
// to be well formed, since user code in the worker can write to any
// descriptor.
//
// The package knows nothing of processes, of Jupyter or of Go source.
package proto

import (
	"time"

	"github.com/gonabla/nabla/display/wire"
)

// A Message is a command or an event of this package.
type Message interface {
	kind() byte
	encode(*encoder)
}

// Start is the first command.
type Start struct {
	// SessionDir is removed by the worker when the kernel vanishes; empty
	// means that there is nothing to remove.
	SessionDir string
	// Archives maps import paths to archive files.
	Archives map[string]string
	// Memory limits the heap; see [Limit].
	Memory uint64
}

// Limit sets how much of the heap cells may use, in bytes. 0 means most of
// what the machine has free.
type Limit struct{ Memory uint64 }

// Run asks the worker to link an object file and to run its entry.
type Run struct {
	Cell     uint64            // identifies the run in everything that follows; not 0
	Object   string            // file
	Entry    string            // symbol of the function to run
	Alias    map[string]string // see link.Request
	Archives map[string]string // those that the worker has not been told of yet
	Carry    []string          // see link.Request
	Called   map[string]string // see link.Request
	Alone    bool              // see link.Request
}

// Interrupt asks the worker to stop a cell at the next chance.
type Interrupt struct{ Cell uint64 }

// Abandon asks the worker to report a cell as done though it goes on.
type Abandon struct{ Cell uint64 }

// Surroundings changes what processes have from their parent.
type Surroundings struct {
	Dir string            // the new working directory; empty leaves it
	Env map[string]string // environment variables to be set
}

// Exit asks the worker to end.
type Exit struct{}

// Answer is what the user entered when an [Ask] with that ID asked.
type Answer struct {
	ID   uint64
	Text string // without the end of the line
	Err  string // why there is no text; empty if there is
}

// Ready is the first event.
type Ready struct {
	GoVersion string
	Err       string // why the worker cannot work; empty if it can
	Timings   []Timing
}

// Output is something to show.
type Output struct{ Frame wire.Frame }

// Loaded says that a cell has been linked, and that its statements now run.
type Loaded struct{ Cell uint64 }

// Done says how a cell ended. Everything that the cell wrote before its end has
// been sent before.
type Done struct {
	Cell         uint64
	Outcome      Outcome
	Message      string  // of the panic or the link error; where an abandoned cell hangs
	ExitCode     int     // Exit: the code
	Stack        []Frame // Panic, Interrupted, Abandoned: innermost first
	ChangedTypes []string
	NewVariables []string
	Carried      []string // variables that were given a new type and their old value
	Lost         []string // what could not be carried over, a phrase each
	Left         []Left   // goroutines of a program that could not be ended
	Timings      []Timing
}

// Left is a goroutine that a program has left. Of many only the first are described.
type Left struct {
	State string // what it waits for, as the runtime calls it
	Stack []Frame
}

// GoroutinePanic says that a goroutine other than that of a cell's statements
// was ended by a panic or by os.Exit.
type GoroutinePanic struct {
	Cell    uint64
	Message string
	Stack   []Frame
}

// Gonb is what Go code wrote to the file by which package gonbui of GoNB reaches
// the kernel.
type Gonb struct {
	Cell uint64
	Data []byte
}

// Ask asks the user for a line of text. An [Answer] follows in any case.
type Ask struct {
	ID       uint64
	Cell     uint64
	Question wire.Question
}

// An Outcome is the way in which a cell ended.
type Outcome uint8

// The outcomes of a cell.
const (
	OK          Outcome = iota
	Panic               // a panic was not recovered
	Exited              // os.Exit, log.Fatal or the like was called
	Interrupted         // stopped by an Interrupt
	LinkError           // the object could not be linked; nothing has run
	Abandoned           // reported as done by an Abandon; it may go on
	outcomes
)

var outcomeNames = [outcomes]string{"OK", "Panic", "Exited", "Interrupted", "LinkError", "Abandoned"}

func (o Outcome) String() string {
	if o < outcomes {
		return outcomeNames[o]
	}
	return "unknown outcome"
}

// A Frame is one function call on a stack: of the user's code or a library's.
type Frame struct {
	Func string // "main.f", "main.(*T).m", "sort.Slice"
	File string // as the line directives say
	Line int
}

// A Timing is the time that one phase took.
type Timing struct {
	Phase string
	Took  time.Duration
}
