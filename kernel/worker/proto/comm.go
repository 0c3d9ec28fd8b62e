package proto

import "github.com/gonabla/nabla/display/wire"

// Comm hands over what the front end has sent to an object of a cell.
type Comm struct{ Comm wire.Comm }

func (m Comm) encode(e *encoder) { e.comm(m.Comm) }

func (e *encoder) comm(c wire.Comm) {
	e.byte(byte(c.Kind))
	e.string(c.ID)
	e.string(c.Target)
	e.bytes(c.Data)
	e.bytes(c.Metadata)
	e.uint(uint64(len(c.Buffers)))
	for _, b := range c.Buffers {
		e.bytes(b)
	}
}

func (d *decoder) comm() wire.Comm {
	c := wire.Comm{Kind: wire.CommKind(d.byte()), ID: d.string(), Target: d.string(), Data: d.bytes(), Metadata: d.bytes()}
	if c.Kind < wire.CommOpen || c.Kind > wire.CommClose {
		d.fail("bad kind of comm")
	}
	for n := d.count(); n > 0 && d.err == nil; n-- {
		c.Buffers = append(c.Buffers, d.bytes())
	}
	return c
}
