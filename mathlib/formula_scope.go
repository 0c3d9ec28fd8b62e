package mathlib

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A formulaScope is what all formulas of one recording have in common.
type formulaScope struct {
	names      []string
	symbols    int       // the most that a formula has to be shown
	point      []float64 // where the function was recorded
	branches   bool      // it takes other paths elsewhere
	conditions []condition
	omitted    string // why there is no formula
	rounded    bool   // roundings to float32 are left out
}

// A condition is that a formula is positive, negative or 0.
type condition struct {
	e    *expr
	sign int
}

// somePoint returns a point of n positive coordinates without meaning: not
// equal, not whole, and neither 0 nor 1.
func somePoint(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		_, frac := math.Modf(float64(i+1) * (math.Phi - 1))
		x[i] = math.Round((0.5+frac)*1000) / 1000
	}
	return x
}

// writer returns a writer of plain text for these variables.
func (s *formulaScope) writer() textWriter {
	w := textWriter{tight: true}
	for _, n := range s.names {
		w.tight = w.tight && utf8.RuneCountInString(n) == 1
	}
	return w
}

// A sumWriter writes formulas in some language.
type sumWriter interface{ sum(sumLayout) string }

// maxConditions is how many conditions are written.
const maxConditions = 4

// notes says what restricts the formulas es.
func (s *formulaScope) notes(es ...*expr) []string {
	var notes []string
	if s.omitted != "" {
		return []string{s.omitted}
	}
	where := s.where()
	switch {
	case s.branches:
		notes = append(notes, "the function branches: this is the path taken at "+s.place()+where)
	case where != "":
		notes = append(notes, strings.TrimPrefix(where, ", "))
	}
	if s.rounded {
		notes = append(notes, "roundings to float32 are left out")
	}
	lost, long := 0, 0
	for _, e := range es {
		if _, ok := layoutWithin(e, math.MaxInt); !ok {
			lost++
		} else if _, ok := layoutWithin(e, s.symbols); !ok {
			long++
		}
	}
	if lost > 0 {
		notes = append(notes, fmt.Sprintf("⋯ stands for a formula too long to be worked out (%d of %d)", lost, len(es)))
	}
	if long > 0 {
		notes = append(notes, fmt.Sprintf("⋯ stands for a formula of more than %d symbols (%d of %d): At evaluates it, %%#v prints it", s.symbols, long, len(es)))
	}
	return notes
}

// place is the point of the recording, with names.
func (s *formulaScope) place() string {
	if len(s.names) == 1 {
		return s.names[0] + " = " + brief(s.point[0])
	}
	if len(s.names) > 8 {
		return "the point recorded"
	}
	return "(" + strings.Join(s.names, ", ") + ") = " + tuple(s.point)
}

// where is the conditions in words.
func (s *formulaScope) where() string {
	var list []string
	for i, c := range s.conditions {
		if i == maxConditions {
			list = append(list, strconv.Itoa(len(s.conditions)-i)+" more hold")
			break
		}
		list = append(list, s.text(c.e)+[]string{" < 0", " = 0", " > 0"}[c.sign+1])
	}
	if list == nil {
		return ""
	}
	return ", where " + strings.Join(list, " and ")
}

// require adds the condition that the sign of e is this one.
func (s *formulaScope) require(e *expr, sign int) {
	if r, ok := e.number(); ok && r.Sign() == sign {
		return
	}
	if len(e.terms) > 0 && e.terms[0].c.Cmp(new(big.Rat)) < 0 {
		e, sign = negative(e), -sign
	}
	for _, c := range s.conditions {
		if c.e.key == e.key {
			return
		}
	}
	s.conditions = append(s.conditions, condition{e, sign})
}
