package main

import "math"

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

type length float64

var (
	weights = []float64{0.5, -1.25, 2}
	gain    = 0.7
	zero    = 0.0
)

// accumulates adds pieces to a sum.
func accumulates(x []float64) float64 {
	s, p := 0.0, 1.0
	for i := 0; i < len(x)-1; i++ {
		a := x[i+1] - x[i]*x[i]
		b := 1 - x[i]
		s += 100*a*a + b*b
		s = s - 0.5*a
		s = a*x[i] + s
		p *= 1 + x[i]*x[i+1]
	}
	s++
	return s + p
}

// shadows reads a name that means something else where the piece is.
func shadows(x, y float64) float64 {
	s := 0.0
	for i := 0; i < 3; i++ {
		a := x * y
		x := y + float64(i)
		s += a * x
		y := x
		x = y * y
		s += x*y - a
	}
	return s
}

// writes changes what a definition has read.
func writes(x []float64) float64 {
	v := append([]float64(nil), x...)
	a := v[0] * v[1]
	v[0] = 3 * v[1]
	b := a * v[0]
	c := v[0] + v[1]
	v = v[1:]
	d := c * v[0]
	e := v[0] * v[0]
	v[0]++
	return b + d*e + v[0]
}

// pointers may be another name of what a definition has read.
func pointers(x, y float64) float64 {
	p := &x
	a := x * y
	*p = 2 * y
	b := a * x
	q := *p * y
	x = q + 1
	return b + q*x
}

// closures change variables behind the back.
func closures(x, y float64) float64 {
	n := x
	add := func(d float64) float64 { n += d * x; return n }
	a := n * y
	b := add(a)
	c := n * n
	return a*b + c*add(y)
}

// chains absorbs what has absorbed.
func chains(x, y float64) float64 {
	a := x * y
	b := a*a - x
	c := b * y
	d := c*c + 1
	r := 1 / d
	return r * r
}

// doubles would be huge if each part were written as often as it is read.
func doubles(x, y float64) float64 {
	a := x + y/7
	b := a * a
	c := b*b + b
	d := c*c - c
	e := d*d + d/5
	f := e*e - e
	g := f*f + 2
	return math.Log(g * g)
}

// twice reads a variable in two statements, and in a condition.
func twice(x, y float64) float64 {
	a := x * y
	b := a + x
	c := a - y
	if b > 100 {
		return c
	}
	return b * c
}

// many has more operands than a piece.
func many(x []float64) float64 {
	a, b, c := x[0], x[1], x[2]
	s := a*b + b*c + c*a - a*b*c/(1+a*a+b*b+c*c)
	t := (a + b + c) * (a - b) * (b - c)
	u := -(a*b - c) + math.Exp(-a*a-b*b-c*c)
	return s*t*u + s - t + u
}

// smooth has all functions of pieces where they are smooth.
func smooth(x, y float64) float64 {
	a := math.Sin(x*y) * math.Cos(x-y)
	b := math.Exp(a) + math.Log(2+x*x) - math.Sqrt(1+y*y)
	c := math.Tanh(b/3) + math.Tanh(8*x)
	return a*b*c + math.Sin(math.Exp(math.Cos(x)))
}

// powers with whole exponents of either sign.
func powers(x, y float64) float64 {
	s := math.Pow(x, 2) + math.Pow(x*y, 3) - math.Pow(y, 8)/100
	s += math.Pow(x+3, -1) + math.Pow(1+x*x, -4)*math.Pow(y, 4)
	return s*math.Pow(s, 5)*1e-3 + math.Pow(x, 2)*math.Pow(x, 3)*x + math.Pow(2+x*x, 1.5)
}

// kinks are met at 0, most of them.
func kinks(x, y float64) float64 {
	s := math.Sqrt(x*x) + y*
		math.Sqrt(y*y)
	r := math.Sqrt(x * x)
	s += r * r
	return s + math.Max(x*y, 0)*math.Abs(x*y-y)
}

// vanishing has infinite slopes that are multiplied by 0.
func vanishing(x, y float64) float64 {
	return zero*math.Sqrt(x) + 0*math.Sqrt(x)*y + math.Exp(-1/(x*x)) + y*y
}

// reciprocals of numbers, literals and others.
func reciprocals(x, y float64) float64 {
	k := 3
	return x/3 + gain/x + y/gain + 1/(x*y) + x/y/float64(k) + (x+y)/(x*y-7)*(x*y-7)
}

// types that are float64s by another name.
func types(x, y float64) float64 {
	l := length(x*y) * 2
	m := l*l + length(y)
	n := float64(m*l) * float64(x*x)
	return n + float64(length(x)+1)*float64(y)
}

// literals are differentiated like other functions.
func literals(x, y float64) float64 {
	f := func(u, v float64) float64 { w := u*v - u; return w*w + v }
	g := func() float64 { a := x * x; return a*y - a }
	return f(x, y)*g() + f(y*y, x*y)
}

// recursive calls itself.
func recursive(x float64, n int) float64 {
	if n == 0 {
		return x * x
	}
	a := x*x/4 + 1
	return recursive(a*x/8, n-1) * a
}

func recursion(x float64) float64 { return recursive(x, 5) + recursive(2*x*x, 0) }

// mixed has constants of the twin everywhere.
func mixed(x []float64) float64 {
	s := 0.0
	for i, w := range weights {
		d := x[i] - w
		s += gain * d * d * w
		s -= d * weights[i] / (2 + gain)
		s += 0.0 * d
	}
	h := 1e300 * x[0] * 1e5
	return s + h*1e-305*x[1]
}

// branches reads a definition in one branch only.
func branches(x, y float64) float64 {
	a := x*y + y
	b := a * x
	switch {
	case x > 1:
		return b * b
	case y > 0:
		c := b - x
		b = c * c
	}
	a = b*b + x
	return a * y
}

// comparisons and indices have no derivatives.
func comparisons(x []float64) float64 {
	s := 0.0
	for i := range x {
		if x[i]*x[i] > 0.5*x[i]+0.1 && -x[i] < 2 {
			s += x[i] * x[(i+1)%len(x)]
		}
	}
	return s
}

func nabla_run_1() {
	two := [][]float64{{0.3, -0.7}, {1.3, 0.21}, {-1.2, 2.5}}
	three := [][]float64{{0.3, -0.7, 1.1}, {1.3, 0.21, -0.4}}
	catalogue = []entry{
		{"accumulates", accumulates, three},
		{"shadows", shadows, two},
		{"writes", writes, three},
		{"pointers", pointers, two},
		{"closures", closures, two},
		{"chains", chains, two},
		{"doubles", doubles, [][]float64{{0.3, -0.7}, {0.13, 0.21}}},
		{"twice", twice, two},
		{"many", many, three},
		{"smooth", smooth, two},
		{"powers", powers, two},
		{"kinks", kinks, two},
		{"vanishing", vanishing, [][]float64{{0.4, 1}}},
		{"reciprocals", reciprocals, two},
		{"types", types, [][]float64{{0.5, 0.25}}},
		{"literals", literals, two},
		{"recursion", recursion, [][]float64{{0.3}, {-1.2}}},
		{"mixed", mixed, three},
		{"branches", branches, two},
		{"comparisons", comparisons, three},
	}
}
