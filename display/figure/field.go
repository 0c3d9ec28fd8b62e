package figure

// samples are the values of a function on a grid of points: Z[r][c] at
// (X[c], Y[r]).
type samples struct {
	x, y []float64
	z    [][]float64
}

// checkFunction panics if a figure has no function to sample.
func checkFunction(figure string, f func(x []float64) float64) {
	if f == nil {
		panic("figure: " + figure + ".F must be set, to a func(x []float64) float64 of two variables")
	}
}

// sample evaluates f on a grid of n by n points.
func sample(f func(x []float64) float64, x, y Range, n int) samples {
	g := samples{x: spread(x, n), y: spread(y, n), z: make([][]float64, n)}
	for r := range g.z {
		g.z[r] = make([]float64, n)
		for c := range g.z[r] {
			g.z[r][c] = f([]float64{g.x[c], g.y[r]})
		}
	}
	return g
}

// spread gives n numbers from the lower to the upper end of a range.
func spread(r Range, n int) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = r[0] + r.width()*float64(i)/float64(n-1)
	}
	list[n-1] = r[1]
	return list
}

// finite gives the values that are numbers.
func (g samples) finite() []float64 {
	var values []float64
	for _, row := range g.z {
		for _, v := range row {
			if isFinite(v) {
				values = append(values, v)
			}
		}
	}
	return values
}
