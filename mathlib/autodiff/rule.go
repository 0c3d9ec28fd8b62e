package autodiff

import "math"

// first returns the first partial derivatives of a recorded operation by its
// operands x and y, and a bound of the error of its value: what the operands'
// errors make of it (by the mean value theorem, since the derivatives enclose
// those at every point of the operands' balls) plus the operation's own.
func (w *workspace) first(nd *node, x, y ball) (da, db ball, err float64) {
	v := nd.v
	switch o := nd.op(); o {
	case opAdd:
		return one, one, x.add(y).r
	case opSub:
		return one, one.neg(), x.sub(y).r
	case opMul:
		return y, x, x.mul(y).r
	case opDiv:
		err = quotientError(x, y, v)
		return y.inv(), ball{v, err}.div(y).neg(), err
	case opNeg:
		return one.neg(), ball{}, x.r
	case opFMA:
		sum := x.add(y)
		return one, one, sum.r + math.Abs(sum.v-v) + unit*(math.Abs(v)+math.Abs(nd.aux))
	case opSelect, opAbs, opCopy, opStep, opMod, opRemainder:
		return w.choice(nd, x, y)
	case opHypot:
		return hypotFirst(v, x, y)
	case opPow:
		return powFirst(nd, x, y)
	case opAtan2:
		return atan2First(v, x, y)
	default:
		da, err = unaryFirst(nd, x)
		return da, ball{}, err
	}
}

// second returns the second partial derivatives of a recorded operation with
// value v, operands x and y, and first partial derivatives da and db.
func second(nd *node, v, x, y, da, db ball) (daa, dab, dbb ball) {
	switch o := nd.op(); o {
	case opMul:
		return ball{}, one, ball{}
	case opDiv:
		i := da // 1/y
		dab = i.square().neg()
		return ball{}, dab, v.mul(dab).scale(-2)
	case opHypot:
		return hypotSecond(v, da, db)
	case opPow:
		return powSecond(nd, v, x, y, da, db)
	case opAtan2:
		return atan2Second(x, y, da, db)
	default:
		return unarySecond(nd, v, x, da), ball{}, ball{}
	}
}

// choice has the operations that pick, round or jump.
func (w *workspace) choice(nd *node, x, y ball) (da, db ball, err float64) {
	v := nd.v
	switch nd.op() {
	case opSelect:
		if d := x.sub(y); math.Abs(d.v) <= d.r && x.r+y.r > 0 {
			w.uncertain = true
			return one, ball{}, x.r + y.r
		}
		return one, ball{}, x.r
	case opAbs:
		if x.r > 0 && math.Abs(x.v) <= x.r {
			w.uncertain = true
		}
		return exact(sign(x.v)), ball{}, x.r
	case opCopy:
		return one, ball{}, (x.r + math.Abs(v-x.v)) * inflate
	case opStep:
		f := steps[int(nd.aux)]
		if x.r > 0 {
			// What is at a jump may lie beyond it, however little it is off.
			err = math.Abs(f(math.Nextafter(x.v+x.r, math.Inf(1))) - f(math.Nextafter(x.v-x.r, math.Inf(-1))))
			if int(nd.aux) == stepLogb && math.Abs(x.v) <= x.r { // to -∞ and back
				err = math.Inf(1)
			}
			w.uncertain = w.uncertain || err != 0
		}
		return ball{}, ball{}, err
	}
	return w.modFirst(nd, x, y)
}

func sign(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

// modFirst has Mod and Remainder, x - n·y with a whole n; their values are
// computed without rounding.
func (w *workspace) modFirst(nd *node, x, y ball) (da, db ball, err float64) {
	if nd.v != nd.v {
		return outside, outside, outside.r
	}
	n := math.RoundToEven((x.v - nd.v) / y.v)
	err = (x.r + math.Abs(n)*y.r) * inflate
	jump := math.Abs(nd.v) // distance from the nearest jump
	if far := math.Abs(y.v) - jump; nd.op() == opMod {
		jump = min(jump, far)
	} else {
		jump = math.Abs(math.Abs(y.v)/2 - jump)
	}
	if err > 0 && jump <= err+y.r || math.Abs(n) >= 1<<53 {
		w.uncertain = true
		err = math.Inf(1)
	}
	return one, exact(-n), err
}
