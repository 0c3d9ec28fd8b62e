package mathlib

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Located is a critical point that [FindAllCritical] found.
type Located struct {
	*CriticalPoint
	Searches int // that have ended there, or on the set for which the point stands
	// Connected says that the point stands for a connected set of critical
	// points, such as a valley.
	Connected bool
}

// A CriticalSet is the critical points that [FindAllCritical] found in a box.
type CriticalSet struct {
	Box    Box
	Points []*Located // by value, then by coordinates

	Starts   int                   // starting points
	Searches int                   // made from them
	Failures map[SearchFailure]int // why those failed that were not repelled from anything
	IndexSum IndexSum
	// Full: the search ended because there are as many points as wanted.
	Full bool
	// Interrupted: the user of a notebook ended it.
	Interrupted bool
}

func (h *hunt) result() *CriticalSet {
	r := &CriticalSet{
		Box: slices.Clone(h.box), Points: h.isolated, Starts: h.starts, Searches: h.searches,
		Failures: h.failures, IndexSum: h.degree, Full: h.full, Interrupted: h.interrupted,
	}
	for _, set := range h.sets {
		r.Points = append(r.Points, h.located(set))
	}
	slices.SortFunc(r.Points, func(a, b *Located) int {
		if h.level(a.Value, b.Value) {
			return slices.Compare(a.X, b.X)
		}
		return cmp.Compare(a.Value, b.Value)
	})
	return r
}

// CountByIndex returns how many of the points have Morse index 0, 1 and so on,
// leaving out those with eigenvalues of no certain sign.
func (s *CriticalSet) CountByIndex() []int {
	count := make([]int, len(s.Box)+1)
	for _, p := range s.Points {
		if p.Zero == 0 {
			count[p.MorseIndex]++
		}
	}
	return count
}

// String returns a table of the points, and how far it can be trusted to be
// complete.
func (s *CriticalSet) String() string {
	rows := s.rows()
	width := columnWidths(rows)
	lines := []string{s.title()}
	for _, row := range rows {
		if len(s.Points) == 0 {
			break
		}
		var b strings.Builder
		for j, c := range row {
			b.WriteString(c + strings.Repeat(" ", width[j]-utf8.RuneCountInString(c)+2))
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
	}
	return strings.Join(append(lines, s.remarks()...), "\n")
}

// Markdown returns what String does, with the table as one of Markdown.
func (s *CriticalSet) Markdown() string {
	var b strings.Builder
	b.WriteString("**" + s.title() + "**\n\n")
	for i, row := range s.rows() {
		if len(s.Points) == 0 {
			break
		}
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
		}
	}
	for _, r := range s.remarks() {
		b.WriteString("\n" + r + "\n")
	}
	return b.String()
}

func (s *CriticalSet) title() string {
	intervals := make([]string, len(s.Box))
	for i, v := range s.Box {
		intervals[i] = "[" + brief(v[0]) + ", " + brief(v[1]) + "]"
	}
	return count(len(s.Points), "critical point") + " in " + strings.Join(intervals, " × ")
}

func (s *CriticalSet) rows() [][]string {
	rows := [][]string{{"value", "kind", "x", "index", "searches"}}
	size := 0.0
	for _, p := range s.Points {
		size = math.Max(size, math.Abs(p.Value))
	}
	for _, p := range s.Points {
		value := p.Value
		if math.Abs(value) < 1e-14*size {
			value = 0
		}
		kind, index := p.Kind.String(), strconv.Itoa(p.MorseIndex)
		if p.Connected {
			kind += ", one of many"
		}
		if p.Zero > 0 {
			index += " and " + strconv.Itoa(p.Zero) + " zero"
		}
		rows = append(rows, []string{brief(value), kind, tuple(p.X), index, strconv.Itoa(p.Searches)})
	}
	return rows
}

// remarks tell what speaks for the table to be complete, and against it.
func (s *CriticalSet) remarks() []string {
	var list []string
	if slices.ContainsFunc(s.Points, func(p *Located) bool { return p.Connected }) {
		list = append(list, "One of many: the point stands for all that are connected with it.")
	}
	if sum := s.IndexSum; sum.Applies && sum.Points == sum.Border {
		list = append(list, fmt.Sprintf("The indices of the points add up to %d, as the gradient on the border says they must.", sum.Points))
	} else if sum.Applies {
		list = append(list, fmt.Sprintf("The indices of the points add up to %d, but the gradient on the border says %d: a point is missing.", sum.Points, sum.Border))
	}
	if n := s.Failures[GradientFlat]; n > 0 {
		list = append(list, count(n, "search")+" ended where the function is gradient-flat, but not critical.")
	}
	if s.Interrupted {
		list = append(list, "The search was interrupted: there may be more.")
	}
	if s.Full {
		list = append(list, "The search ended because there are as many points as wanted: there may be more.")
	}
	return append(list, fmt.Sprintf("Found by %s from %s; that there are no others is not proven.",
		count(s.Searches, "search"), count(s.Starts, "starting point")))
}

// count puts a number before a noun.
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "ch"):
		noun += "e"
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
