// Package figure draws the pictures that calculus is taught with: surfaces,
// contour maps, heat maps, spectra, sparsity patterns, convergence and more.
//
// One grammar holds for all of them. A figure is a struct that says what is
// shown; what is left at its zero value is chosen by the figure. Written as
// the last expression of a cell it is drawn:
//
//	figure.Contour{
//		F: loss, X: figure.Range{-2, 2}, Y: figure.Range{-2, 2},
//		Paths: []figure.Path{{Name: "Newton", Points: trace.Path(0, 1)}},
//		Marks: []figure.Mark{{At: []float64{0, 0}, Kind: "saddle"}},
//	}
//
// Every figure has the methods SVG() []byte, PNG() []byte and String() string,
// by which notebooks find them; the text names the axes, ranges and traces for
// those who cannot see the picture. Some have Vega() []byte too, the same
// picture as a Vega-Lite specification, which answers to the mouse; it is shown
// by display.Vega(f.Vega()).
//
//	Contour       level lines, paths, marks, arrows downhill, eigenvectors   Vega
//	Surface       the graph in space over its level lines
//	Slices        a function and its quadratic model along eigenvectors
//	Curves        functions of one variable                                  Vega
//	VectorField   vectors over the plane
//	LinearMap     what a Jacobian makes of unit grid and circle              Vega
//	HeatMap       the entries of a matrix                                    Vega
//	Spy           the pattern of a sparse matrix, with a colouring
//	Spectrum      eigenvalues with the band of their error                   Vega
//	Convergence   value, gradient and smallest eigenvalue by iteration       Vega
//	Scatter       index and minimum ratio of critical points                 Vega
//	Differences   the error of differences against their step                Vega
//
// Drawing has three phases: the figure computes what is to be seen, puts marks
// (paths and texts, in pixels) on a sheet, and the sheet is written as SVG or
// painted as PNG, with the same result. The letters and the painting are those
// of gonum.org/v1/plot.
//
// Colours are the Okabe-Ito palette for things of different kind, viridis for
// magnitudes and blue, white, vermilion about 0 for signs: they can be told
// apart by the colour-blind, and mostly in grey as well. Pictures stand on a
// white card with round corners, legible on light and dark pages.
//
// Values that are NaN or infinite leave gaps. Shapes that do not fit together
// make SVG, PNG and Vega panic with a text that names both sides; String
// returns the reason.
//
// The package imports neither mathlib nor the kernel: it takes functions,
// slices and gonum's matrices, and meets other types by their methods.
package figure
