package host

import (
	"errors"
	"sync"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// An input is standard input: lines that the user of the notebook enters when
// code of a cell reads.
type input struct {
	questions proto.Questions[proto.Answer]

	mu   sync.Mutex
	rest map[uint64][]byte // of lines that cells have not read to their ends
}

// forget drops what a cell has not read when it has ended.
func (i *input) forget(cell uint64) {
	i.mu.Lock()
	defer i.mu.Unlock()
	delete(i.rest, cell)
}

// take moves what is left of a cell's line to p.
func (i *input) take(cell uint64, p []byte) int {
	i.mu.Lock()
	defer i.mu.Unlock()
	n := copy(p, i.rest[cell])
	if n > 0 {
		i.rest[cell] = i.rest[cell][n:]
	}
	return n
}

// put keeps a line to be read by a cell.
func (i *input) put(cell uint64, line string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.rest == nil {
		i.rest = map[uint64][]byte{}
	}
	i.rest[cell] = append(i.rest[cell], line...)
}

// read is called by the overlay when Go code reads os.Stdin: each line is asked
// for when the one before has been read.
func (h *host) read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	hold(1)
	defer hold(-1)
	cell := currentCell()
	if n := h.input.take(cell, p); n > 0 {
		return n, nil
	}
	line, err := h.ask(wire.Question{})
	if err != nil {
		return 0, err
	}
	h.input.put(cell, line+"\n")
	return h.input.take(cell, p), nil
}

// ask asks the user for a line on behalf of the current goroutine's cell. An
// interrupt of that cell ends the goroutine.
func (h *host) ask(q wire.Question) (string, error) {
	hold(1)
	defer hold(-1)
	id := currentCell()
	number, answer := h.input.questions.Begin()
	defer h.input.questions.End(number)
	settle()
	h.events.Send(proto.Ask{ID: number, Cell: id, Question: q})
	select {
	case a := <-answer:
		if a.Err != "" {
			h.check() // the question was withdrawn because of an interrupt
			if a.Err == wire.ErrNoInput.Error() {
				return "", wire.ErrNoInput
			}
			return "", errors.New(a.Err)
		}
		return a.Text, nil
	case <-h.interrupted(id):
		h.check()
		return "", errors.New("the cell was interrupted")
	}
}

// interrupted is closed when a cell is interrupted. A cell that has ended
// cannot be.
func (h *host) interrupted(id uint64) <-chan struct{} {
	h.mu.Lock()
	defer h.mu.Unlock()
	if c := h.cells[id]; c != nil {
		return c.interrupt
	}
	return nil
}
