package lift

import (
	"fmt"
	"math"
	"strings"
)

// A value is a number in the text of a piece: a name, or a known number.
type value struct {
	text  string
	k     float64
	known bool
}

func known(k float64) value { return value{number(k), k, true} }

func (v value) is(k float64) bool { return v.known && v.k == k }

// A sheet is straight code: each line gives a name to an expression, and no
// expression has two.
type sheet struct {
	lines  []assignment
	names  map[string]value   // by the expressions
	scaled map[string]product // of lines that are a known multiple of something
	bad    bool               // a known number is none of float64
}

type assignment struct {
	name, text string
	uses       []value
}

type product struct {
	k float64
	v value
}

// let gives a name to an expression made of uses.
func (s *sheet) let(text string, uses ...value) value {
	if v, ok := s.names[text]; ok {
		return v
	}
	v := value{text: fmt.Sprintf("v%d", len(s.lines))}
	s.names[text] = v
	s.lines = append(s.lines, assignment{v.text, text, uses})
	return v
}

// number returns a known number.
func (s *sheet) number(k float64) value {
	if math.IsInf(k, 0) || math.IsNaN(k) {
		s.bad = true
		return known(1)
	}
	return known(k)
}

func (s *sheet) mul(a, b value) value {
	if b.known {
		a, b = b, a
	}
	switch {
	case a.is(0):
		return a
	case a.is(1):
		return b
	case a.known && b.known:
		return s.number(a.k * b.k)
	case a.known:
		if p, ok := s.scaled[b.text]; ok {
			return s.mul(s.number(a.k*p.k), p.v)
		}
		if a.is(-1) {
			return s.neg(b)
		}
		v := s.let(a.text+" * "+b.text, b)
		s.scaled[v.text] = product{a.k, b}
		return v
	}
	if p, ok := s.scaled[a.text]; ok { // known factors go outside
		return s.mul(known(p.k), s.mul(p.v, b))
	}
	if p, ok := s.scaled[b.text]; ok {
		return s.mul(known(p.k), s.mul(a, p.v))
	}
	if b.text < a.text {
		a, b = b, a
	}
	return s.let(a.text+" * "+b.text, a, b)
}

func (s *sheet) neg(a value) value {
	if a.known {
		return s.number(-a.k)
	}
	if p, ok := s.scaled[a.text]; ok {
		return s.mul(s.number(-p.k), p.v)
	}
	v := s.let("-"+a.text, a)
	s.scaled[v.text] = product{-1, a}
	return v
}

func (s *sheet) add(a, b value) value {
	switch {
	case a.is(0):
		return b
	case b.is(0):
		return a
	case a.known && b.known:
		return s.number(a.k + b.k)
	case a == b:
		return s.mul(known(2), a)
	}
	return s.let(a.text+" + "+b.text, a, b)
}

func (s *sheet) sub(a, b value) value {
	switch {
	case b.is(0):
		return a
	case a.is(0):
		return s.neg(b)
	case a.known && b.known:
		return s.number(a.k - b.k)
	case a == b:
		return known(0)
	}
	return s.let(a.text+" - "+b.text, a, b)
}

// power returns aⁿ by products, for n ≥ 0.
func (s *sheet) power(a value, n int) value {
	switch {
	case n == 0:
		return known(1)
	case n == 1:
		return a
	case n%2 == 0:
		h := s.power(a, n/2)
		return s.mul(h, h)
	}
	return s.mul(a, s.power(a, n-1))
}

// write writes the lines that are needed for the values, apart from those in
// done, to which it adds them.
func (s *sheet) write(b *strings.Builder, done map[string]bool, values ...value) {
	needed := map[string]bool{}
	for _, v := range values {
		needed[v.text] = true
	}
	for i := len(s.lines) - 1; i >= 0; i-- {
		if l := s.lines[i]; needed[l.name] {
			for _, u := range l.uses {
				needed[u.text] = true
			}
		}
	}
	for _, l := range s.lines {
		if needed[l.name] && !done[l.name] {
			done[l.name] = true
			fmt.Fprintf(b, "\t%s := %s\n", l.name, l.text)
		}
	}
}
