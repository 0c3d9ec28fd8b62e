package plain

import "math"

// logTwoPi is log 2π.
const logTwoPi = 1.8378770664093453

// normalLikelihood is the log-likelihood of mean and deviation.
func normalLikelihood(p []float64) float64 {
	sum := 0.0
	for _, v := range []float64{1.2, 0.4, -0.3, 2.1, 1.7} {
		z := (v - p[0]) / p[1]
		sum -= z*z/2 + math.Log(p[1])
	}
	return sum - 2.5*logTwoPi
}

// logisticRegression is the loss of a line between two classes.
func logisticRegression(p []float64) float64 {
	type sample struct{ x, y, class float64 }
	sum := 0.0
	for _, s := range []sample{{1, 2, 1}, {-1, 0.5, -1}, {0.5, -1, 1}, {-2, -0.3, -1}, {0.1, 0.2, -1}} {
		sum += math.Log1p(math.Exp(-s.class * (p[0]*s.x + p[1]*s.y + p[2])))
	}
	return sum
}

// poissonRegression is the log-likelihood of counts with a rate e^(a + b·t),
// without the terms that do not depend on it.
func poissonRegression(p []float64) float64 {
	sum := 0.0
	for t, n := range []int{2, 3, 6, 7, 8, 9, 10, 12, 15} {
		eta := p[0] + p[1]*float64(t)
		sum += float64(n)*eta - math.Exp(eta)
	}
	return sum
}

// studentLikelihood is the log-likelihood of place, scale and degrees of
// freedom of Student's law.
func studentLikelihood(p []float64) float64 {
	place, scale, nu := p[0], p[1], p[2]
	a, _ := math.Lgamma((nu + 1) / 2)
	b, _ := math.Lgamma(nu / 2)
	sum := 0.0
	for _, v := range []float64{0.1, -0.5, 3, 0.7} {
		z := (v - place) / scale
		sum += a - b - 0.5*math.Log(nu*math.Pi) - math.Log(scale) - (nu+1)/2*math.Log1p(z*z/nu)
	}
	return sum
}

// weibullLikelihood is the log-likelihood of shape and scale of lifetimes.
func weibullLikelihood(p []float64) float64 {
	sum := 0.0
	for _, t := range []float64{0.5, 1.2, 1.9, 2.4} {
		u := t / p[1]
		sum += math.Log(p[0]/p[1]) + (p[0]-1)*math.Log(u) - math.Pow(u, p[0])
	}
	return sum
}

// gammaLikelihood is the log-likelihood of shape and rate of the gamma law.
func gammaLikelihood(p []float64) float64 {
	l, _ := math.Lgamma(p[0])
	sum := 0.0
	for _, t := range []float64{0.5, 1.2, 1.9, 2.4} {
		sum += (p[0]-1)*math.Log(p[1]*t) + math.Log(p[1]) - l - p[1]*t
	}
	return sum
}

// gaussianProcess is the log-likelihood of two observations with a kernel of
// amplitude, length and noise.
func gaussianProcess(p []float64) float64 {
	amplitude := p[0] * p[0]
	diagonal := amplitude + p[2]*p[2]
	off := amplitude * math.Exp(-0.5/(p[1]*p[1]))
	det := diagonal*diagonal - off*off
	const u, v = 1.5, -0.25
	square := (diagonal*(u*u+v*v) - 2*off*u*v) / det
	return -(square + math.Log(det)) / 2
}

// varianceOnePass is Σx²/n - mean²: for numbers far from 0 it cancels.
func varianceOnePass(x []float64) float64 {
	sum, squares, n := 0.0, 0.0, float64(len(x))
	for _, v := range x {
		sum += v
		squares += v * v
	}
	return (squares - sum*sum/n) / (n - 1)
}

// correlation is the coefficient of correlation of four numbers with 1, 2, 4, 8.
func correlation(x []float64) float64 {
	y := []float64{1, 2, 4, 8}
	mean := func(s []float64) (m float64) {
		for _, v := range s {
			m += v
		}
		return m / float64(len(s))
	}
	mx, my := mean(x), mean(y)
	var xx, xy, yy float64
	for i := range x {
		xx += (x[i] - mx) * (x[i] - mx)
		xy += (x[i] - mx) * (y[i] - my)
		yy += (y[i] - my) * (y[i] - my)
	}
	return xy / math.Sqrt(xx*yy)
}

// huber is the robust loss of a line.
func huber(p []float64) float64 {
	sum := 0.0
	for t, v := range []float64{1, 2.9, 5.2, 20, 9.1} {
		r := v - p[0] - p[1]*float64(t)
		if a := math.Abs(r); a <= 1 {
			sum += r * r / 2
		} else {
			sum += a - 0.5
		}
	}
	return sum
}

// mixture is the negative log-likelihood of two normal laws: weight, means and
// the logarithm of their deviation.
func mixture(p []float64) float64 {
	w := 1 / (1 + math.Exp(-p[0]))
	deviation := math.Exp(p[3])
	density := func(v, mean float64) float64 {
		z := (v - mean) / deviation
		return math.Exp(-z*z/2) / (deviation * math.Sqrt(2*math.Pi))
	}
	sum := 0.0
	for _, v := range []float64{-1.1, -0.8, 1.9, 2.2, 2.4} {
		sum -= math.Log(w*density(v, p[1]) + (1-w)*density(v, p[2]))
	}
	return sum
}
