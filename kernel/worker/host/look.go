package host

import (
	"context"
	"errors"
	"time"

	"github.com/gonabla/nabla/display"
	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/peek"
	"github.com/gonabla/nabla/kernel/worker/proto"
	"github.com/gonabla/nabla/kernel/worker/snapshot"
)

// look answers what variables hold, on a goroutine of its own, which no cell has to
// wait for.
func (h *host) look(m proto.Look) {
	go func() {
		hold(1)
		seen := proto.Seen{ID: m.ID}
		if err := h.see(m, &seen); err != nil {
			seen.Err = err.Error()
		}
		h.events.Send(seen)
	}()
}

func (h *host) see(m proto.Look, seen *proto.Seen) error {
	variables := h.places(m.Names)
	if m.What == proto.Lines {
		for i, r := range variables {
			if r.Type != nil {
				seen.Values = append(seen.Values, valueOf(m.Names[i], peek.Describe(r, h.readable)))
			}
		}
		return nil
	}
	if len(variables) == 0 || variables[0].Type == nil {
		return errors.New("there is no such variable any more")
	}
	if m.What == proto.Parts {
		children, err := peek.Find(variables[0], m.Path, h.readable)
		for _, c := range children {
			seen.Values = append(seen.Values, valueOf(c.Name, c.Describe(h.readable)))
		}
		return err
	}
	var err error
	seen.Bundle, err = h.forms(variables[0])
	return err
}

func valueOf(name string, d peek.Description) proto.Value {
	return proto.Value{Name: name, Type: d.Type, Text: d.Text, Size: d.Size, Parts: d.Children}
}

// places finds variables by name; the type is nil for those that are not there.
func (h *host) places(names []string) []peek.Ref {
	h.linking.RLock()
	defer h.linking.RUnlock()
	all := h.linker.Variables()
	list := make([]peek.Ref, len(names))
	for i, name := range names {
		if v, ok := all[name]; ok {
			list[i] = peek.Variable(v)
		}
	}
	return list
}

// readable says what memory is Go's.
func (h *host) readable(addr, size uintptr) peek.Place {
	switch h.place(addr, size) {
	case snapshot.Heap:
		return peek.Heap
	case snapshot.Static:
		return peek.Static
	}
	return peek.Nowhere
}

// The forms of a value are made of a copy of it, at most so big, which takes no more
// than a part of the memory that cells may still use; and its methods may take so long.
const (
	mostShown = 256 << 20
	partShown = 4
	showing   = 5 * time.Second
)

// forms gives a variable in every form that it can be shown in. That calls methods
// of the user, on a copy; what they write is dropped.
func (h *host) forms(r peek.Ref) (*wire.Bundle, error) {
	room := max(int64(h.memory.bytes.Load())-int64(heap()), 0)
	copied, err := peek.Copy(r, h.readable, int(min(mostShown, room/partShown)))
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), showing)
	defer cancel()
	var b *wire.Bundle
	id, done := h.errand(wire.Errand{
		Show: func(wire.Frame) {},
		Do:   func() { b = display.Bundle(copied.Interface()) },
	})
	select {
	case text := <-done:
		if text != "" {
			return nil, errors.New("the methods by which it is shown have ended: " + text)
		}
		return b, nil
	case <-ctx.Done():
		h.interruptCell(id)
		return nil, errors.New("the methods by which it is shown take too long")
	}
}
