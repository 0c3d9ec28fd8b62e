package figure

import "math"

// This file finds where the samples of a function reach a level. The grid is
// framed by points that are below every level, as are those without a value,
// so every line is closed and bounds the area in which the function is at or
// above the level; the area is to the left of it.

// A crossing is a point at which a line crosses an edge of the grid. It is
// genuine unless the edge leads to the frame or to a point without a value.
type crossing struct {
	at      point // in the coordinates of the function
	genuine bool
}

// An edge is that from a grid point to its right or upper neighbour.
type edge struct {
	column, row int
	up          bool
}

// isolines gives the closed lines of a level.
func (g samples) isolines(level float64) [][]crossing {
	next := map[edge]edge{}
	var order []edge
	for r := -1; r < len(g.y); r++ {
		for c := -1; c < len(g.x); c++ {
			for _, s := range g.segments(c, r, level) {
				next[s[0]] = s[1]
				order = append(order, s[0])
			}
		}
	}
	var lines [][]crossing
	for _, first := range order {
		if _, left := next[first]; !left {
			continue
		}
		var line []crossing
		for e := first; ; {
			following, left := next[e]
			if !left {
				break
			}
			line = append(line, g.crossing(e, level))
			delete(next, e)
			e = following
		}
		lines = append(lines, line)
	}
	return lines
}

// value is that at a grid point, −∞ at the frame and where there is none.
func (g samples) value(c, r int) float64 {
	if c < 0 || r < 0 || c >= len(g.x) || r >= len(g.y) || math.IsNaN(g.z[r][c]) || math.IsInf(g.z[r][c], 0) {
		return math.Inf(-1)
	}
	return g.z[r][c]
}

// segments gives the parts of lines within the cell to the upper right of a
// grid point, each as the edges at which it enters and leaves.
func (g samples) segments(c, r int, level float64) [][2]edge {
	bottom, right := edge{c, r, false}, edge{c + 1, r, true}
	top, left := edge{c, r + 1, false}, edge{c, r, true}
	corner := 0 // one bit for each corner that is not below the level, from the lower left on
	for i, v := range [4]float64{g.value(c, r), g.value(c+1, r), g.value(c+1, r+1), g.value(c, r+1)} {
		if v >= level {
			corner |= 1 << i
		}
	}
	switch corner {
	case 1:
		return [][2]edge{{bottom, left}}
	case 2:
		return [][2]edge{{right, bottom}}
	case 3:
		return [][2]edge{{right, left}}
	case 4:
		return [][2]edge{{top, right}}
	case 6:
		return [][2]edge{{top, bottom}}
	case 7:
		return [][2]edge{{top, left}}
	case 8:
		return [][2]edge{{left, top}}
	case 9:
		return [][2]edge{{bottom, top}}
	case 11:
		return [][2]edge{{right, top}}
	case 12:
		return [][2]edge{{left, right}}
	case 13:
		return [][2]edge{{bottom, right}}
	case 14:
		return [][2]edge{{left, bottom}}
	case 5, 10:
		return g.ambiguous(corner, c, r, level)
	}
	return nil
}

// ambiguous treats cells with opposite corners above the level: the mean
// decides whether these are connected.
func (g samples) ambiguous(corner, c, r int, level float64) [][2]edge {
	bottom, right := edge{c, r, false}, edge{c + 1, r, true}
	top, left := edge{c, r + 1, false}, edge{c, r, true}
	mean := (g.value(c, r) + g.value(c+1, r) + g.value(c+1, r+1) + g.value(c, r+1)) / 4
	connected := mean >= level
	switch {
	case corner == 5 && connected:
		return [][2]edge{{bottom, right}, {top, left}}
	case corner == 5:
		return [][2]edge{{bottom, left}, {top, right}}
	case connected:
		return [][2]edge{{left, bottom}, {right, top}}
	}
	return [][2]edge{{right, bottom}, {left, top}}
}

// crossing interpolates between the ends of an edge. On edges to the frame the
// line runs along the border of the grid.
func (g samples) crossing(e edge, level float64) crossing {
	c, r := e.column, e.row
	d, q := c+1, r
	if e.up {
		d, q = c, r+1
	}
	a, b := g.value(c, r), g.value(d, q)
	x := func(c int) float64 { return g.x[min(max(c, 0), len(g.x)-1)] }
	y := func(r int) float64 { return g.y[min(max(r, 0), len(g.y)-1)] }
	switch {
	case math.IsInf(a, -1):
		return crossing{point{x(d), y(q)}, false}
	case math.IsInf(b, -1):
		return crossing{point{x(c), y(r)}, false}
	}
	t := (level - a) / (b - a)
	return crossing{point{x(c) + t*(x(d)-x(c)), y(r) + t*(y(q)-y(r))}, true}
}

// genuineParts gives the parts of a closed line that are at the level, and
// leaves out those along the border and along gaps.
func genuineParts(line []crossing) [][]point {
	from := -1
	for i, c := range line {
		if !c.genuine {
			from = i
			break
		}
	}
	var parts [][]point
	var part []point
	if from < 0 { // all the way round
		for _, c := range line {
			part = append(part, c.at)
		}
		return append(parts, append(part, line[0].at))
	}
	for i := range line {
		c := line[(from+1+i)%len(line)]
		if c.genuine {
			part = append(part, c.at)
			continue
		}
		if len(part) > 1 {
			parts = append(parts, part)
		}
		part = nil
	}
	return parts
}
