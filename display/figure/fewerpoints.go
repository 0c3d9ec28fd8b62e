package figure

import (
	"math"
	"slices"
)

// This file makes long lines small: a run of a million iterations is drawn on
// some hundred pixels.

const (
	// fewPoints is how many points a line may have as it is.
	fewPoints = 1200
	// mostPoints is how many are left of one that goes to and fro; with more
	// than that nobody sees where it goes.
	mostPoints = 6000
)

// fewerPoints leaves out the points of a long line that are not seen. Of those
// in a column of pixels the first, the lowest, the highest and the last
// remain, so that noise keeps its height.
func fewerPoints(line []point) []point {
	if len(line) <= fewPoints {
		return line
	}
	if !slices.IsSortedFunc(line, func(a, b point) int {
		if a.x < b.x {
			return -1
		}
		if a.x > b.x {
			return 1
		}
		return 0
	}) {
		line = apart(line)
		return thinned(pick(line, some(len(line), mostPoints)), lineTolerance)
	}
	var fewer []point
	for i := 0; i < len(line); {
		column, from, low, high := math.Floor(line[i].x), i, i, i
		for ; i < len(line) && math.Floor(line[i].x) == column; i++ {
			if line[i].y < line[low].y {
				low = i
			}
			if line[i].y > line[high].y {
				high = i
			}
		}
		for _, k := range slices.Compact([]int{from, min(low, high), max(low, high), i - 1}) {
			fewer = append(fewer, line[k])
		}
	}
	return fewer
}

// apart leaves out points that are not a third of a pixel from the one before.
func apart(line []point) []point {
	const least = 0.33
	kept := line[:1:1]
	for _, p := range line[1 : len(line)-1] {
		if p.distance(kept[len(kept)-1]) >= least {
			kept = append(kept, p)
		}
	}
	return append(kept, line[len(line)-1])
}

// some gives the numbers of at most about most of n points, at equal distances,
// with the first and the last.
func some(n, most int) []int {
	step := 1 + (n-1)/most
	var numbers []int
	for i := 0; i < n; i += step {
		numbers = append(numbers, i)
	}
	if n > 0 && numbers[len(numbers)-1] != n-1 {
		numbers = append(numbers, n-1)
	}
	return numbers
}

// pick gives the points with the numbers.
func pick(line []point, numbers []int) []point {
	picked := make([]point, len(numbers))
	for i, k := range numbers {
		picked[i] = line[k]
	}
	return picked
}

// thinOut gives at most about most of the points.
func thinOut(points XYer, most int) Points {
	var few Points
	for _, i := range some(points.Len(), most) {
		x, y := points.XY(i)
		few = append(few, [2]float64{x, y})
	}
	return few
}
