package sketch

import "github.com/gonabla/nabla/kernel/session/cell"

// A place says that bytes of the cell's code stand in the cell's file.
type place struct{ code, file, length int }

// File returns the offset in the file Cell of an offset in the code. ok is false
// where the file does not hold it: in commands, between statements.
func (s *Sketch) File(code int) (file int, ok bool) {
	for _, p := range s.places {
		if p.code <= code && code <= p.code+p.length {
			return p.file + code - p.code, true
		}
	}
	return 0, false
}

// Code returns the offset in the code of an offset in the file Cell. ok is false
// for what is not the cell's.
func (s *Sketch) Code(file int) (code int, ok bool) {
	for _, p := range s.places {
		if p.file <= file && file <= p.file+p.length {
			return p.code + file - p.file, true
		}
	}
	return 0, false
}

// copy writes a part of the amended text, and where it is from. A place of no
// length stands before what was inserted: the cursor is there.
func (s *section) copy(from *amended, start, end int) {
	text := from.String()
	for start < end {
		added, n := from.isAdded(start), 1
		for start+n < end && from.isAdded(start+n) == added {
			n++
		}
		p := place{from.origin(start), s.Len(), n}
		if added {
			p.length = 0
		}
		s.places = append(s.places, p)
		s.WriteString(text[start : start+n])
		start += n
	}
}

// copy writes a piece, and ends its line.
func (m *maker) copy(to *section, p *cell.Piece) {
	to.copy(m.text, p.At, p.At+len(p.Text))
	to.WriteString("\n")
}
