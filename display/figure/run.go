package figure

import "reflect"

// A Run is what is known of a minimisation. The points are (iteration,
// quantity); what is nil or empty is not drawn.
type Run struct {
	Name                string
	Values              XYer
	GradientNorms       XYer
	SmallestEigenvalues XYer
	// Steps are the kinds of the steps, by iteration. Where the kind is not
	// the most frequent one, the value is marked.
	Steps []string
}

// RunOf takes a run out of what a minimiser returns, such as a descent.Trace:
// anything with these methods. The kinds of its steps are taken from the field
// Step of its Iterations, when it has them.
func RunOf[C XYer](name string, trace interface {
	Values() C
	GradientNorms() C
	SmallestEigenvalues() C
}) Run {
	return Run{
		Name: name, Values: trace.Values(), GradientNorms: trace.GradientNorms(),
		SmallestEigenvalues: trace.SmallestEigenvalues(), Steps: stepKinds(trace),
	}
}

// stepKinds reads trace.Iterations[i].Step.
func stepKinds(trace any) []string {
	v := reflect.Indirect(reflect.ValueOf(trace))
	if v.Kind() != reflect.Struct {
		return nil
	}
	v = v.FieldByName("Iterations")
	if !v.IsValid() || v.Kind() != reflect.Slice {
		return nil
	}
	var kinds []string
	for i := range v.Len() {
		element := reflect.Indirect(v.Index(i))
		if element.Kind() != reflect.Struct {
			return nil
		}
		step := element.FieldByName("Step")
		if !step.IsValid() || step.Kind() != reflect.String {
			return nil
		}
		kinds = append(kinds, step.String())
	}
	return kinds
}

// length is the number of the last iteration.
func (r Run) length() int {
	last := 0.0
	for _, points := range []XYer{r.Values, r.GradientNorms, r.SmallestEigenvalues} {
		for _, x := range xValues(points) {
			last = max(last, x)
		}
	}
	return int(last)
}
