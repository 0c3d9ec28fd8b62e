package plain

import "math"

// horner is a polynomial of degree 6 by Horner's scheme.
func horner(x []float64) float64 {
	p := 0.0
	for _, c := range []float64{2, -3, 0.5, 1, -7, 4, 1} {
		p = p*x[0] + c
	}
	return p
}

// tripleRoot is (x - 1)³ multiplied out: near 1 all digits cancel.
func tripleRoot(x []float64) float64 { return ((x[0]-3)*x[0]+3)*x[0] - 1 }

// wilkinson is (x - 1)…(x - 8) multiplied out.
func wilkinson(x []float64) float64 {
	coefficients := []float64{1}
	for root := 1.0; root <= 8; root++ {
		coefficients = append(coefficients, 0)
		for i := len(coefficients) - 1; i > 0; i-- {
			coefficients[i] -= root * coefficients[i-1]
		}
	}
	p := 0.0
	for _, c := range coefficients {
		p = p*x[0] + c
	}
	return p
}

// rootProduct is Π (xᵢ - i)² + 1.
func rootProduct(x []float64) float64 {
	product := 1.0
	for i, v := range x {
		d := v - float64(i)
		product *= d*d + 1
	}
	return product
}

// chebyshev is the Chebyshev polynomial of degree 9 by its recurrence.
func chebyshev(x []float64) float64 {
	before, p := 1.0, x[0]
	for range 8 {
		before, p = p, 2*x[0]*p-before
	}
	return p
}

// legendre is the Legendre polynomial of degree 8 by its recurrence.
func legendre(x []float64) float64 {
	before, p := 1.0, x[0]
	for n := 1.0; n < 8; n++ {
		before, p = p, ((2*n+1)*x[0]*p-n*before)/(n+1)
	}
	return p
}

// powerSum is Σ xᵢⁱ⁺¹/(i+1).
func powerSum(x []float64) float64 {
	sum := 0.0
	for i, v := range x {
		n := float64(i + 1)
		sum += math.Pow(v, n) / n
	}
	return sum
}

// symmetricPolynomials is the sum of squares of the elementary symmetric
// polynomials, built one variable at a time.
func symmetricPolynomials(x []float64) float64 {
	e := make([]float64, len(x)+1)
	e[0] = 1
	for i, v := range x {
		for j := i + 1; j > 0; j-- {
			e[j] += v * e[j-1]
		}
	}
	sum := 0.0
	for _, v := range e[1:] {
		sum += v * v
	}
	return sum
}

// himmelblau has four minima of value 0.
func himmelblau(x []float64) float64 {
	a := x[0]*x[0] + x[1] - 11
	b := x[0] + x[1]*x[1] - 7
	return a*a + b*b
}

// beale is Beale's function of two variables.
func beale(x []float64) float64 {
	sum, power := 0.0, 1.0
	for _, c := range [...]float64{1.5, 2.25, 2.625} {
		power *= x[1]
		e := c - x[0]*(1-power)
		sum += e * e
	}
	return sum
}

// wood is Wood's function of four variables.
func wood(x []float64) float64 {
	a, b := x[1]-x[0]*x[0], x[3]-x[2]*x[2]
	c, d := 1-x[0], 1-x[2]
	e, f := x[1]+x[3]-2, x[1]-x[3]
	return 100*a*a + c*c + 90*b*b + d*d + 10*e*e + 0.1*f*f
}

// powellSingular has a singular Hessian at its minimum 0.
func powellSingular(x []float64) float64 {
	a, b := x[0]+10*x[1], x[2]-x[3]
	return a*a + 5*b*b + math.Pow(x[1]-2*x[2], 4) + 10*math.Pow(x[0]-x[3], 4)
}
