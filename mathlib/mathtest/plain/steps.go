package plain

import "math"

// eulerDecay is explicit Euler for v' = -k·v + 1 - t².
func eulerDecay(x []float64) float64 {
	v, t := x[0], 0.0
	const h = 0.0625
	for range 32 {
		v += h * (-x[1]*v + 1 - t*t)
		t += h
	}
	return v
}

// state is an angle and its velocity.
type state struct{ angle, velocity float64 }

func (s state) plus(h float64, d state) state {
	return state{s.angle + h*d.angle, s.velocity + h*d.velocity}
}

// pendulum follows a pendulum by the method of Runge and Kutta: angle,
// velocity, and gravity over length.
func pendulum(x []float64) float64 {
	slope := func(s state) state { return state{s.velocity, -x[2] * math.Sin(s.angle)} }
	s := state{x[0], x[1]}
	const h = 0.125
	for range 16 {
		a := slope(s)
		b := slope(s.plus(h/2, a))
		c := slope(s.plus(h/2, b))
		d := slope(s.plus(h, c))
		s = s.plus(h/6, a).plus(h/3, b).plus(h/3, c).plus(h/6, d)
	}
	return s.angle
}

// predators is the energy of the prey after some steps of the Lotka-Volterra
// equations by the midpoint rule: start and rates.
func predators(x []float64) float64 {
	slope := func(u, v float64) (float64, float64) {
		return u * (x[2] - v), v * (x[3]*u - 1)
	}
	u, v := x[0], x[1]
	const h = 0.1
	for range 15 {
		du, dv := slope(u, v)
		du, dv = slope(u+h/2*du, v+h/2*dv)
		u, v = u+h*du, v+h*dv
	}
	return x[3]*u - math.Log(u) + v - x[2]*math.Log(v)
}

// heat spreads six temperatures along a rod, in two buffers, and returns the
// squared deviation from a target.
func heat(x []float64) float64 {
	now := append([]float64(nil), x...)
	next := make([]float64, len(x))
	for range 10 {
		for i := range now {
			left, right := now[max(i-1, 0)], now[min(i+1, len(now)-1)]
			next[i] = now[i] + 0.25*(left-2*now[i]+right)
		}
		now, next = next, now
	}
	sum := 0.0
	for i, v := range now {
		d := v - float64(i)
		sum += d * d
	}
	return sum
}

// orbit follows a planet by leapfrog steps and returns its distance: position
// and velocity at the start.
func orbit(x []float64) float64 {
	place, velocity := [2]float64{x[0], x[1]}, [2]float64{x[2], x[3]}
	kick := func(h float64) {
		r2 := place[0]*place[0] + place[1]*place[1]
		r3 := r2 * math.Sqrt(r2)
		for i := range place {
			velocity[i] -= h * place[i] / r3
		}
	}
	const h = 0.125
	for range 12 {
		kick(h / 2)
		for i := range place {
			place[i] += h * velocity[i]
		}
		kick(h / 2)
	}
	return math.Hypot(place[0], place[1])
}

// gradientSteps is the loss after steps of gradient descent on a quartic, as a
// function of start, rate and momentum.
func gradientSteps(x []float64) float64 {
	p, m := x[0], 0.0
	for range 10 {
		g := p*p*p - 2*p + 0.5
		m = x[2]*m + g
		p -= x[1] * m
	}
	return p*p*p*p/4 - p*p + p/2
}
