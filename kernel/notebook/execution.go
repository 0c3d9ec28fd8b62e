package notebook

import (
	"encoding/json"
	"sync"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// An Execution runs a notebook and records in it what its cells show. It is
// the sink of the interpreter that runs them: make it first, then the
// interpreter, then call [Execution.Run], once.
type Execution struct {
	nb *Notebook

	mu         sync.Mutex
	recordings map[uint64]*recording // by the ID of the request
	last       *recording
	displays   map[string][]*Output // what is shown, by display id
	ended      bool
}

var _ interp.Sink = (*Execution)(nil)

// NewExecution returns the execution of a notebook that has not begun.
func NewExecution(nb *Notebook) *Execution {
	return &Execution{nb: nb, recordings: map[uint64]*recording{}, displays: map[string][]*Output{}}
}

// Output implements [interp.Sink]. A frame belongs to the cell that made it,
// also when that cell has ended; what comes after the end of Run is lost.
func (x *Execution) Output(f wire.Frame) {
	x.mu.Lock()
	defer x.mu.Unlock()
	r := x.recordings[f.Cell]
	if r == nil {
		r = x.last
	}
	if r == nil || x.ended {
		return
	}
	switch f.Kind {
	case wire.Stdout:
		x.write(r, "stdout", f.Text)
	case wire.Stderr:
		x.write(r, "stderr", f.Text)
	case wire.Display:
		x.show(r, f.Bundle)
	case wire.Clear:
		if r.clearNext = f.Wait; !f.Wait {
			x.clear(r)
		}
	}
}

func (x *Execution) write(r *recording, name string, text []byte) {
	if len(text) == 0 {
		return
	}
	x.clearIfAsked(r)
	r.write(name, text)
}

// show records a bundle, and replaces what is shown under its display id.
func (x *Execution) show(r *recording, b *wire.Bundle) {
	if b == nil {
		return
	}
	data, metadata := jupyter.NewMIMEBundle(b)
	out := &Output{Type: DisplayData, Data: stored(data), Metadata: stored(metadata)}
	for _, earlier := range x.displays[b.DisplayID] {
		earlier.Data, earlier.Metadata = out.Data, out.Metadata
	}
	if b.Update {
		return
	}
	if b.Result {
		out.Type, out.Count = ExecuteResult, r.cell.Count
	}
	x.clearIfAsked(r)
	r.add(out)
	if b.DisplayID != "" {
		x.displays[b.DisplayID] = append(x.displays[b.DisplayID], out)
	}
}

func (x *Execution) clearIfAsked(r *recording) {
	if r.clearNext {
		r.clearNext = false
		x.clear(r)
	}
}

// clear forgets the outputs of a cell, which can then not be updated either.
func (x *Execution) clear(r *recording) {
	shown := map[*Output]bool{}
	for _, out := range r.cell.Outputs {
		shown[out] = true
	}
	for id, list := range x.displays {
		kept := list[:0]
		for _, out := range list {
			if !shown[out] {
				kept = append(kept, out)
			}
		}
		x.displays[id] = kept
	}
	r.clear()
}

// begin makes c the cell that runs.
func (x *Execution) begin(id uint64, c *Cell, count int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	c.Count, c.Outputs = count, []*Output{}
	delete(c.Metadata, "execution") // the times of an earlier run
	r := &recording{cell: c}
	x.recordings[id], x.last = r, r
}

// fail records the error that a cell ended with.
func (x *Execution) fail(e *interp.CellError) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.clearIfAsked(x.last)
	x.last.add(&Output{Type: Error, ErrorName: e.Name, ErrorValue: e.Message, Traceback: e.Traceback})
}

// end completes what cells wrote, and closes the notebook for more.
func (x *Execution) end() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.ended = true
	for _, r := range x.recordings {
		r.end()
	}
}

// stored is the content of a message as a notebook has it.
func stored(content jupyter.Object) Object {
	o := Object{}
	for key, v := range content {
		if raw, ok := v.(json.RawMessage); ok {
			v = decodeValue(raw)
		}
		o[key] = v
	}
	return o
}
