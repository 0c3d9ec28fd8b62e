package figure

import (
	"fmt"
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/gonum/mat"
)

// A HeatMap shows the entries of a matrix as colours: blue below 0, white at
// 0, vermilion above. The scale is symmetric, so that equal colours mean equal
// magnitudes; entries that are not numbers are crossed out.
type HeatMap struct {
	Title  string
	Matrix mat.Matrix

	// RowNames and ColumnNames stand beside the rows and above the columns;
	// nil numbers them.
	RowNames, ColumnNames []string
	// Blocks are the sizes of the blocks, such as the layers of a network,
	// between which lines are drawn. RowBlocks are for the rows where they
	// have others than the columns.
	Blocks, RowBlocks []int
	// Limit is the magnitude with the strongest colour; 0 takes the largest of
	// the matrix. Larger entries have the strongest colour too.
	Limit float64
}

// maxCells is how many rows or columns are drawn; larger matrices are shown by
// the largest entry of each tile.
const maxCells = 60

// SVG draws the figure.
func (h HeatMap) SVG() []byte { return h.draw().svg() }

// PNG paints the figure.
func (h HeatMap) PNG() []byte { return h.draw().png() }

// String says what the figure shows.
func (h HeatMap) String() string { return explained("heat map", h.describe) }

func (h HeatMap) describe() string {
	h.check()
	rows, columns := h.Matrix.Dims()
	low, high, bad := math.Inf(1), math.Inf(-1), 0
	for i := range rows {
		for j := range columns {
			v := h.Matrix.At(i, j)
			if !isFinite(v) {
				bad++
				continue
			}
			low, high = min(low, v), max(high, v)
		}
	}
	text := fmt.Sprintf("heat map%s\n%d×%d matrix", titled(h.Title), rows, columns)
	if low <= high {
		text += ", entries " + rangeText(Range{low, high})
	}
	if bad > 0 {
		text += fmt.Sprintf(", %d not finite", bad)
	}
	if len(h.Blocks) > 0 {
		text += fmt.Sprintf("\nblocks of %v columns", h.Blocks)
	}
	return text
}

// check panics when parts do not fit together.
func (h HeatMap) check() {
	if h.Matrix == nil {
		panic("figure: HeatMap.Matrix must be set")
	}
	rows, columns := h.Matrix.Dims()
	checkSize("HeatMap.Matrix", rows, columns)
	checkNames("HeatMap.RowNames", h.RowNames, "rows", rows)
	checkNames("HeatMap.ColumnNames", h.ColumnNames, "columns", columns)
	checkBlocks("HeatMap.Blocks", h.Blocks, "columns", columns)
	checkBlocks("HeatMap.RowBlocks", h.rowBlocks(), "rows", rows)
}

// checkSize panics for a matrix without entries.
func checkSize(field string, rows, columns int) {
	if rows == 0 || columns == 0 {
		panic(fmt.Sprintf("figure: %s is %d×%d and has no entries to be seen", field, rows, columns))
	}
}

func checkNames(field string, names []string, what string, n int) {
	if names != nil && len(names) != n {
		panic(fmt.Sprintf("figure: %s has %d names for the %d %s of the matrix", field, len(names), n, what))
	}
}

func checkBlocks(field string, blocks []int, what string, n int) {
	sum := 0
	for _, size := range blocks {
		sum += size
	}
	if blocks != nil && sum != n {
		panic(fmt.Sprintf("figure: the sizes in %s add up to %d, but the matrix has %d %s", field, sum, n, what))
	}
}

// rowBlocks are those of the columns in a square matrix.
func (h HeatMap) rowBlocks() []int {
	rows, columns := h.Matrix.Dims()
	if h.RowBlocks == nil && rows == columns {
		return h.Blocks
	}
	return h.RowBlocks
}

// draw puts the figure on a sheet.
func (h HeatMap) draw() *sheet {
	h.check()
	s := &sheet{width: sheetWidth, title: "heat map" + titled(h.Title), description: h.describe()}
	top := s.heading(h.Title, nil)
	rows, columns := h.Matrix.Dims()
	values := tiles(h.Matrix)
	limit := h.Limit
	if limit == 0 {
		limit = largest(values)
	}
	names := 0.0
	for i := range rows {
		names = max(names, textWidth(nameOf(h.RowNames, i), textSize, false))
	}
	grid := cells{
		sheet: s, rows: len(values), columns: len(values[0]),
		left: margin + names + 8, top: top + 24, room: s.width - 2*margin - names - 8 - barRoom,
	}
	grid.fit()
	h.fill(grid, values, limit)
	grid.numberAxes(h.RowNames, h.ColumnNames, rows, columns)
	grid.blocks(h.rowBlocks(), h.Blocks, rows, columns)
	box := grid.box()
	s.colorBar(rect{box.right + 22, box.top, box.right + 36, max(box.bottom, box.top+110)},
		scale{ends: Range{-limit, limit}}, func(v float64) color.NRGBA { return shade(signs, 0.5+v/limit/2) })
	s.width = math.Ceil(max(box.right+8+barRoom, s.widest()+margin))
	s.height = math.Ceil(max(box.bottom, box.top+110) + margin + 4)
	return s
}

// fill colours the cells and writes the numbers into them where they fit.
func (h HeatMap) fill(grid cells, values [][]float64, limit float64) {
	texts, size := grid.texts(values)
	for i, row := range values {
		for j, v := range row {
			r := grid.cell(i, j)
			grid.sheet.in("cells")
			if !isFinite(v) {
				grid.sheet.area(r.corners(), faint, stroke{})
				grid.sheet.line([]point{{r.left, r.top}, {r.right, r.bottom}}, stroke{color: pale, width: 1})
				continue
			}
			ground := shade(signs, 0.5+v/limit/2)
			grid.sheet.area(r.corners(), ground, stroke{})
			if texts != nil {
				grid.sheet.in("numbers")
				grid.sheet.write(lettering{text: texts[i][j], size: size, color: readableOn(ground),
					at: point{(r.left + r.right) / 2, (r.top + r.bottom) / 2}}.centred())
			}
		}
	}
}

// tiles gives the entries of a matrix, of a large one the entry with the
// largest magnitude of each tile.
func tiles(m mat.Matrix) [][]float64 {
	rows, columns := m.Dims()
	high, wide := min(rows, maxCells), min(columns, maxCells)
	values := make([][]float64, high)
	for i := range values {
		values[i] = make([]float64, wide)
	}
	for i := range rows {
		for j := range columns {
			v, cell := m.At(i, j), &values[i*high/rows][j*wide/columns]
			if math.IsNaN(v) || math.Abs(v) > math.Abs(*cell) {
				*cell = v
			}
		}
	}
	return values
}

// largest is the largest finite magnitude, 1 when there is none.
func largest(values [][]float64) float64 {
	limit := 0.0
	for _, row := range values {
		for _, v := range row {
			if isFinite(v) {
				limit = max(limit, math.Abs(v))
			}
		}
	}
	if limit == 0 {
		return 1
	}
	return limit
}

// nameOf is the name of row or column i, or its number.
func nameOf(names []string, i int) string {
	if names != nil {
		return names[i]
	}
	return strconv.Itoa(i + 1)
}
