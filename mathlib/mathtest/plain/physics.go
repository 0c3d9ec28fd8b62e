package plain

import "math"

// lennardJones is the energy of three atoms in the plane.
func lennardJones(x []float64) float64 {
	energy := 0.0
	for i := 0; i < len(x); i += 2 {
		for j := 0; j < i; j += 2 {
			dx, dy := x[i]-x[j], x[i+1]-x[j+1]
			s := 1 / (dx*dx + dy*dy)
			s6 := s * s * s
			energy += 4 * (s6*s6 - s6)
		}
	}
	return energy
}

// morse is the energy of a bond: length, depth, width and rest length.
func morse(x []float64) float64 {
	e := 1 - math.Exp(-x[2]*(x[0]-x[3]))
	return x[1] * e * e
}

// ionChain is the energy of ions in a trap: squares and repulsion.
func ionChain(x []float64) float64 {
	energy := 0.0
	for i, v := range x {
		energy += v * v / 2
		for _, w := range x[:i] {
			energy += 1 / math.Abs(v-w)
		}
	}
	return energy
}

// vanDerWaals is the pressure of a gas: volume, temperature and both constants.
func vanDerWaals(x []float64) float64 {
	return 8.314462618*x[1]/(x[0]-x[3]) - x[2]/(x[0]*x[0])
}

// planck is the law of black bodies in units without constants: frequency and
// temperature.
func planck(x []float64) float64 { return x[0] * x[0] * x[0] / math.Expm1(x[0]/x[1]) }

// bend is the energy of the angle at the second of three atoms in the plane.
func bend(x []float64) float64 {
	ax, ay, bx, by := x[0]-x[2], x[1]-x[3], x[4]-x[2], x[5]-x[3]
	angle := math.Atan2(ax*by-ay*bx, ax*bx+ay*by)
	d := angle - 1.9106
	return 50 * d * d
}

// doublePendulum is the energy of a double pendulum: angles and velocities.
func doublePendulum(x []float64) float64 {
	kinetic := x[2]*x[2] + 0.5*x[3]*x[3] + x[2]*x[3]*math.Cos(x[0]-x[1])
	return kinetic - 9.81*(2*math.Cos(x[0])+math.Cos(x[1]))
}

// relativisticEnergy is √(1 + p²) - 1 of a momentum: it cancels when slow.
func relativisticEnergy(x []float64) float64 {
	return math.Sqrt(1+x[0]*x[0]+x[1]*x[1]+x[2]*x[2]) - 1
}

// haversine is the distance on the unit sphere of two places in radians.
func haversine(x []float64) float64 {
	a, b := math.Sin((x[2]-x[0])/2), math.Sin((x[3]-x[1])/2)
	return 2 * math.Asin(math.Sqrt(a*a+math.Cos(x[0])*math.Cos(x[2])*b*b))
}

// arrhenius is the rate of a reaction: factor, energy and temperature.
func arrhenius(x []float64) float64 { return x[0] * math.Exp(-x[1]/(8.314462618*x[2])) }

// debyeHueckel is the logarithm of an activity: concentration and size.
func debyeHueckel(x []float64) float64 {
	root := math.Sqrt(x[0])
	return -0.509 * root / (1 + 3.28*x[1]*root)
}

// lens is the focal length of a thick lens: index, radii and thickness.
func lens(x []float64) float64 {
	n := x[0]
	return 1 / ((n - 1) * (1/x[1] - 1/x[2] + (n-1)*x[3]/(n*x[1]*x[2])))
}
