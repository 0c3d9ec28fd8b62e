package figure

import "math"

// This file lays out the cells of a matrix, for heat maps and sparsity
// patterns.

// Cells are rectangles in rows and columns.
type cells struct {
	sheet         *sheet
	rows, columns int
	left, top     float64
	room          float64 // for their width
	side          float64 // of a cell, set by fit
}

// The largest sides, in pixels.
const (
	largestCell   = 56
	largestHeight = 460
)

// fit makes the cells as large as there is room. They are squares, and
// unless they are tiny their sides are whole numbers of pixels, for sharp edges.
func (c *cells) fit() {
	c.side = min(largestCell, c.room/float64(max(c.columns, 1)), largestHeight/float64(max(c.rows, 1)))
	if c.side > 4 {
		c.side = math.Floor(c.side)
	}
	c.left = math.Round(c.left)
	c.top = math.Round(c.top)
}

// box surrounds all cells.
func (c cells) box() rect {
	return rect{c.left, c.top, c.left + c.side*float64(c.columns), c.top + c.side*float64(c.rows)}
}

// cell is the rectangle in row i and column j.
func (c cells) cell(i, j int) rect {
	x, y := c.left+c.side*float64(j), c.top+c.side*float64(i)
	return rect{x, y, x + c.side, y + c.side}
}

// texts are the numbers for the cells and the size of their letters; nil when
// they have no room.
func (c cells) texts(values [][]float64) ([][]string, float64) {
	const smallest = 9.0
	for digits := 4; digits >= 2; digits-- {
		texts := make([][]string, len(values))
		width := 0.0
		for i, row := range values {
			texts[i] = make([]string, len(row))
			for j, v := range row {
				texts[i][j] = brief(v, digits)
				width = max(width, textWidth(texts[i][j], textSize, false))
			}
		}
		size := min(labelSize, textSize*(c.side-6)/width, 0.6*c.side)
		if size >= smallest && (size >= smallSize || digits == 2) {
			return texts, size
		}
	}
	return nil, 0
}

// numberAxes writes names or numbers beside the rows and above the columns,
// as many as there is room for, and draws the frame. The matrix may have more
// rows and columns than there are cells.
func (c cells) numberAxes(rowNames, columnNames []string, rows, columns int) {
	c.sheet.in("axes")
	box := c.box()
	c.sheet.area(box.corners(), none, stroke{color: pale, width: 1})
	high, wide := box.height()/float64(max(rows, 1)), box.width()/float64(max(columns, 1))
	for _, i := range shownNumbers(rows, high, 15, rowNames != nil) {
		y := box.top + (float64(i)+0.5)*high
		c.sheet.write(lettering{text: nameOf(rowNames, i), at: point{box.left - 7, y}, anchor: end, color: pale}.centred())
	}
	widest := 0.0
	for j := range columns {
		widest = max(widest, textWidth(nameOf(columnNames, j), textSize, false))
	}
	for _, j := range shownNumbers(columns, wide, widest+8, columnNames != nil) {
		x := box.left + (float64(j)+0.5)*wide
		c.sheet.write(lettering{text: nameOf(columnNames, j), at: point{x, box.top - 7}, color: pale})
	}
}

// shownNumbers picks the indices whose names fit at a distance. Numbers are
// shown at round ones, counted from 1.
func shownNumbers(n int, side, distance float64, named bool) []int {
	step := max(1, int(math.Ceil(distance/side)))
	if step > 1 {
		step = int(niceStep(float64(step)))
		if step == 2 && !named {
			step = 5
		}
	}
	var shown []int
	for i := range n {
		if step == 1 || named && i%step == 0 || !named && ((i+1)%step == 0 || i == 0) {
			shown = append(shown, i)
		}
	}
	if len(shown) > 1 && !named && step > 1 && float64(shown[1])*side < distance {
		shown = shown[1:]
	}
	return shown
}

// blocks draws lines between blocks of rows and columns.
func (c cells) blocks(rowSizes, columnSizes []int, rows, columns int) {
	c.sheet.in("blocks")
	how := stroke{color: ink, width: 1.6}
	box := c.box()
	sum := 0
	for _, size := range rowSizes[:max(len(rowSizes)-1, 0)] {
		sum += size
		y := box.top + box.height()*float64(sum)/float64(rows)
		c.sheet.line([]point{{box.left, y}, {box.right, y}}, how)
	}
	sum = 0
	for _, size := range columnSizes[:max(len(columnSizes)-1, 0)] {
		sum += size
		x := box.left + box.width()*float64(sum)/float64(columns)
		c.sheet.line([]point{{x, box.top}, {x, box.bottom}}, how)
	}
}
