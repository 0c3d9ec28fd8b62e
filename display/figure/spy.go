package figure

import (
	"fmt"
	"image/color"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// A Spy shows which entries of a matrix can differ from 0. With the colours of
// a colouring it shows which columns may share one product with a direction:
// no row has two entries of one colour.
type Spy struct {
	Title  string
	Matrix mat.Matrix
	// Colour is the colour of each column, such as the Colour of a sparse
	// matrix of mathlib; nil draws all entries alike.
	Colour []int
}

// maxSpied is how many rows or columns are drawn; of larger matrices, entries
// that are close together are drawn as one.
const maxSpied = 180

// SVG draws the figure.
func (f Spy) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Spy) PNG() []byte { return f.draw().png() }

// check panics when parts do not fit together.
func (f Spy) check() {
	if f.Matrix == nil {
		panic("figure: Spy.Matrix must be set")
	}
	rows, columns := f.Matrix.Dims()
	checkSize("Spy.Matrix", rows, columns)
	if f.Colour != nil && len(f.Colour) != columns {
		panic(fmt.Sprintf("figure: Spy.Colour has the colours of %d columns, but the matrix has %d", len(f.Colour), columns))
	}
}

// entries calls do with the row and column of each entry that is not 0, or
// that a sparse matrix holds.
func (f Spy) entries(do func(i, j int)) {
	if sparse, ok := f.Matrix.(interface {
		DoNonZero(fn func(i, j int, v float64))
	}); ok {
		sparse.DoNonZero(func(i, j int, _ float64) { do(i, j) })
		return
	}
	rows, columns := f.Matrix.Dims()
	for i := range rows {
		for j := range columns {
			if f.Matrix.At(i, j) != 0 {
				do(i, j)
			}
		}
	}
}

// String says what the figure shows.
func (f Spy) String() string { return explained("sparsity pattern", f.describe) }

func (f Spy) describe() string {
	f.check()
	rows, columns := f.Matrix.Dims()
	count := 0
	f.entries(func(int, int) { count++ })
	text := fmt.Sprintf("sparsity pattern%s\n%d×%d matrix, %d entries (%s %%)", titled(f.Title), rows, columns, count,
		brief(100*float64(count)/float64(max(1, rows*columns)), 3))
	if f.Colour != nil {
		text += fmt.Sprintf("\n%d colours for %d columns", len(f.colours()), columns)
	}
	return text
}

// colours are the numbers of the colours, in order.
func (f Spy) colours() []int {
	sorted := slices.Clone(f.Colour)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// colourOf is how column j is drawn.
func (f Spy) colourOf(j int, colours []int) color.NRGBA {
	if f.Colour == nil {
		return blue
	}
	k, _ := slices.BinarySearch(colours, f.Colour[j])
	return areaColors[k%len(areaColors)]
}

// draw puts the figure on a sheet.
func (f Spy) draw() *sheet {
	f.check()
	s := &sheet{width: sheetWidth, title: "sparsity pattern" + titled(f.Title), description: f.describe()}
	colours := f.colours()
	top := s.heading(f.Title, f.legend(colours))
	rows, columns := f.Matrix.Dims()
	names := textWidth(nameOf(nil, rows-1), textSize, false)
	grid := cells{
		sheet: s, rows: min(rows, maxSpied), columns: min(columns, maxSpied),
		left: margin + names + 8, top: top + 24, room: s.width - 2*margin - names - 8,
	}
	grid.fit()
	if grid.side > 20 {
		grid.side = 20
	}
	f.fill(grid, colours, rows, columns)
	grid.numberAxes(nil, nil, rows, columns)
	box := grid.box()
	if f.Colour != nil {
		f.strip(grid, colours, columns)
		box.bottom += stripRoom
	}
	count := 0
	f.entries(func(int, int) { count++ })
	s.in("count")
	s.write(lettering{text: fmt.Sprintf("%d of %d entries", count, rows*columns), color: pale, anchor: start, at: point{box.left, box.bottom + 20}})
	s.width = max(box.right, s.widest()) + margin
	s.height = box.bottom + 20 + margin
	s.width, s.height = float64(int(s.width+1)), float64(int(s.height+1))
	return s
}

// legend names the colours, as long as there are few.
func (f Spy) legend(colours []int) []entry {
	var legend []entry
	if len(colours) > len(areaColors) {
		return nil
	}
	for k := range colours {
		legend = append(legend, entry{name: fmt.Sprintf("colour %d", k+1), area: areaColors[k]})
	}
	return legend
}

// fill draws the entries; neighbours in a row of the same colour are one area
// where cells are tiny.
func (f Spy) fill(grid cells, colours []int, rows, columns int) {
	drawn := make([][]color.NRGBA, grid.rows)
	for i := range drawn {
		drawn[i] = make([]color.NRGBA, grid.columns)
	}
	f.entries(func(i, j int) {
		drawn[i*grid.rows/rows][j*grid.columns/columns] = f.colourOf(j, colours)
	})
	grid.sheet.in("entries")
	const tiny = 6
	gap := 0.0
	if grid.side > tiny {
		gap = 0.6
	}
	for i, row := range drawn {
		for j := 0; j < len(row); j++ {
			if row[j].A == 0 {
				continue
			}
			r := grid.cell(i, j)
			for ; gap == 0 && j+1 < len(row) && row[j+1] == row[j]; j++ {
				r.right = grid.cell(i, j+1).right
			}
			grid.sheet.area(r.inset(gap).corners(), row[j], stroke{})
		}
	}
}

// stripRoom is what the strip takes below the matrix.
const stripRoom = 16

// strip shows the colour of each column below the matrix.
func (f Spy) strip(grid cells, colours []int, columns int) {
	grid.sheet.in("columns")
	box := grid.box()
	for k := 0; k < grid.columns; k++ {
		r := grid.cell(0, k)
		c := f.colourOf(k*columns/grid.columns, colours)
		for k+1 < grid.columns && f.colourOf((k+1)*columns/grid.columns, colours) == c {
			k++
			r.right = grid.cell(0, k).right
		}
		grid.sheet.area(rect{r.left, box.bottom + 6, r.right, box.bottom + 14}.corners(), c, stroke{})
	}
}
