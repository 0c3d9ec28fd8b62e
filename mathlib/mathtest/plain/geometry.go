package plain

import "math"

// heron is the area of a triangle by Heron's formula: needles cancel.
func heron(x []float64) float64 {
	s := (x[0] + x[1] + x[2]) / 2
	return math.Sqrt(s * (s - x[0]) * (s - x[1]) * (s - x[2]))
}

// smallRoot is the smaller root of a quadratic by the school's formula.
func smallRoot(x []float64) float64 {
	a, b, c := x[0], x[1], x[2]
	return (-b + math.Sqrt(b*b-4*a*c)) / (2 * a)
}

// polygonArea is the area of a polygon by its corners.
func polygonArea(x []float64) float64 {
	type point struct{ x, y float64 }
	var corners []point
	for i := 0; i+1 < len(x); i += 2 {
		corners = append(corners, point{x[i], x[i+1]})
	}
	area := 0.0
	for i, p := range corners {
		q := corners[(i+1)%len(corners)]
		area += p.x*q.y - q.x*p.y
	}
	return area / 2
}

// powerNorm is the 3-norm.
func powerNorm(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += math.Pow(math.Abs(v), 3)
	}
	return math.Pow(sum, 1./3)
}

// chainedHypot is the norm by hypotenuses, one after the other.
func chainedHypot(x []float64) float64 {
	h := 0.0
	for _, v := range x {
		h = math.Hypot(h, v)
	}
	return h
}

// geometricMean is the root of a product.
func geometricMean(x []float64) float64 {
	product := 1.0
	for _, v := range x {
		product *= v
	}
	return math.Pow(product, 1/float64(len(x)))
}

// triangleWave goes up and down with slope 1, squared.
func triangleWave(x []float64) float64 {
	v := math.Abs(math.Mod(x[0], 4)-2) - math.Floor(x[0]/8)
	return v * v
}

// spline is the cubic bump over [0, 4] that splines are made of.
func spline(x []float64) float64 {
	t := x[0]
	if t > 2 {
		t = 4 - t
	}
	switch {
	case t < 0:
		return 0
	case t < 1:
		return t * t * t / 6
	default:
		return (((-3*t+12)*t-12)*t + 4) / 6
	}
}

// medianOfThree is a product with the middle of three numbers.
func medianOfThree(x []float64) float64 {
	a, b, c := x[0], x[1], x[2]
	middle := math.Max(math.Min(a, b), math.Min(math.Max(a, b), c))
	return middle * middle * (a + b*c)
}

// shiftedSquares adds 1e8 to numbers and takes it away again.
func shiftedSquares(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		d := (1e8 + v) - 1e8
		sum += d * d
	}
	return sum
}

// crossRatio is the cross ratio of four numbers.
func crossRatio(x []float64) float64 {
	return (x[2] - x[0]) * (x[3] - x[1]) / ((x[2] - x[1]) * (x[3] - x[0]))
}
