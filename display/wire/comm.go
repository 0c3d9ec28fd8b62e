package wire

import "sync/atomic"

// A Comm is a message between an object in a cell, such as a widget, and its
// counterparts in the front end. Which object it is about, ID says.
type Comm struct {
	Kind     CommKind
	ID       string
	Target   string   // CommOpen: what kind of counterpart there is to be
	Data     []byte   // the text of a JSON object; nil means an empty one
	Metadata []byte   // the text of a JSON object; nil means an empty one
	Buffers  [][]byte // binary data beside it
}

// A CommKind says what a Comm is for.
type CommKind uint8

// The kinds of a Comm.
const (
	CommOpen CommKind = iota + 1
	CommMessage
	CommClose
)

// An Errand is what somebody outside of all cells wants done: what a widget calls.
type Errand struct {
	// Cell is the one on whose behalf it is done, as [Home] gave it.
	Cell uint64
	// Show receives what Do shows, and the goroutines that it starts. Nil means
	// that it is shown as output of the cell.
	Show func(Frame)
	Do   func()
}

// Backstage is what the worker does for objects that live on when their cell has
// ended.
type Backstage struct {
	// Home identifies the cell of the current goroutine.
	Home func() uint64
	// Run does an errand on a goroutine of its own, which an interrupt ends as
	// it ends cells. The channel gives how it ended, empty if well, and is closed.
	Run func(Errand) <-chan string
}

var (
	backstage atomic.Pointer[Backstage]
	receiver  atomic.Pointer[func(Comm)]
)

// ConnectBackstage lets objects live on when their cell has ended. The worker calls
// it once, beside [Connect].
func ConnectBackstage(b Backstage) { backstage.Store(&b) }

// Home identifies the cell of the current goroutine, for an [Errand].
func Home() uint64 {
	if b := backstage.Load(); b != nil {
		return b.Home()
	}
	return 0
}

// Run does an errand on a goroutine of its own. The channel gives how it ended,
// empty if well, and is closed. Outside a notebook it is an ordinary goroutine.
func Run(e Errand) <-chan string {
	if b := backstage.Load(); b != nil {
		return b.Run(e)
	}
	done := make(chan string, 1)
	go func() {
		defer close(done)
		e.Do()
		done <- ""
	}()
	return done
}

// OnComm lets f receive what the front end sends. It must not wait.
func OnComm(f func(Comm)) { receiver.Store(&f) }

// Receive hands over what the front end has sent. It reports false when nobody
// receives it.
func Receive(c Comm) bool {
	f := receiver.Load()
	if f == nil {
		return false
	}
	(*f)(c)
	return true
}
