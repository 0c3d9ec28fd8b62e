package lift

import "go/types"

// A class holds what is known of variables that may share memory: slices made
// from one another, pointers and what they point to. A variable that shares
// with no other has a class to itself. Classes only ever merge, and their marks
// are only ever set, so the analysis ends.
type class struct {
	parent *class // nil for the representative

	active   bool // holds numbers that depend on the arguments
	written  bool // something may be stored into the memory it shares
	captured *types.Var
}

// find returns the representative of c.
func (c *class) find() *class {
	for c.parent != nil {
		if c.parent.parent != nil {
			c.parent = c.parent.parent
		}
		c = c.parent
	}
	return c
}

// union merges the classes of c and d; it reports whether they were different.
func union(c, d *class) bool {
	c, d = c.find(), d.find()
	if c == d {
		return false
	}
	d.parent = c
	c.active = c.active || d.active
	c.written = c.written || d.written
	if c.captured == nil {
		c.captured = d.captured
	}
	return true
}

// copyMarks tells dst what is known of src, without sharing memory: what a
// called function does to its arguments.
func (in *instance) copyMarks(dst, src *class) {
	src = src.find()
	if src.active {
		in.setActive(dst)
	}
	if src.written {
		in.setWritten(dst)
	}
	if src.captured != nil {
		in.setCaptured(dst, src.captured)
	}
}

func (in *instance) setActive(c *class) {
	if c = c.find(); !c.active {
		c.active = true
		in.l.changed = true
	}
}

func (in *instance) setWritten(c *class) {
	if c = c.find(); !c.written {
		c.written = true
		in.l.changed = true
	}
}

func (in *instance) setCaptured(c *class, v *types.Var) {
	if c = c.find(); c.captured == nil {
		c.captured = v
		in.l.changed = true
	}
}

func (in *instance) unify(c, d *class) {
	if union(c, d) {
		in.l.changed = true
	}
}
