package cell

import "slices"

// Insert puts Go that a command made before the piece of index i. Its places
// are those of the command's line.
func (c *Cell) Insert(i int, text string, line int) error {
	pieces, errs := split(text)
	for _, p := range pieces {
		p.Line, p.Column = line, 1
		errs = append(errs, p.parse()...)
	}
	if len(errs) > 0 {
		return errs
	}
	c.Pieces = slices.Insert(c.Pieces, i, pieces...)
	return nil
}

// From returns the index of the first piece whose code begins on a line or
// below.
func (c *Cell) From(line int) int {
	if i := slices.IndexFunc(c.Pieces, func(p *Piece) bool { return p.Start() >= line }); i >= 0 {
		return i
	}
	return len(c.Pieces)
}

// Replace puts a declaration in the place of that which the piece of index i is.
// Places within it count as if its text stood in the cell.
func (c *Cell) Replace(i int, text string) error {
	old := c.Pieces[i]
	p := &Piece{Kind: old.Kind, Text: text, Line: old.Line, Column: old.Column, Muted: old.Muted}
	if errs := p.parse(); len(errs) > 0 {
		return errs
	}
	c.Pieces[i] = p
	return nil
}
