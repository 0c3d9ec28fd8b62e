package figure

import "slices"

// This file marks steps of unusual kind on the curves of a convergence.

// steps marks the values at which the kind of the step is unusual.
func (f Convergence) steps(p panel, r Run, points XYer, marked map[string]symbol) {
	p.sheet.in("steps")
	places := p.places(lifted{points, p.y})
	for i, at := range places {
		x, _ := points.XY(i)
		if k := int(x); k >= 0 && k < len(r.Steps) && p.holds(at) {
			if what, ok := marked[r.Steps[k]]; ok {
				p.sheet.symbol(what, at, 4.5)
			}
		}
	}
}

// stepSymbols gives symbols to the kinds of steps that are not the most
// frequent one of any run.
func (f Convergence) stepSymbols() map[string]symbol {
	usual, kinds := map[string]bool{"": true, "start": true}, map[string]bool{}
	for _, r := range f.Runs {
		counts := map[string]int{}
		for _, k := range r.Steps {
			counts[k]++
			kinds[k] = true
		}
		most := ""
		for _, k := range r.Steps {
			if most == "" || counts[k] > counts[most] {
				most = k
			}
		}
		usual[most] = true
	}
	marked := map[string]symbol{}
	for i, k := range slices.DeleteFunc(sortedKeys(kinds), func(k string) bool { return usual[k] }) {
		marked[k] = symbol{form: []form{diamond, upright, square, inverted, cross}[i%5], color: black}
	}
	return marked
}
