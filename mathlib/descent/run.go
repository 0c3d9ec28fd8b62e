package descent

import (
	"fmt"
	"math"
	"os"
	"time"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/stop"
)

// run is one minimisation: the point reached, what is known there, and the
// trace. A method moves it, and asks more before every step.
type run struct {
	objective
	settings Settings
	trace    *Trace

	x      []float64
	known  known
	step   StepKind // how x was reached
	length float64

	curvature bool // the method uses the Hessian at every point: record its smallest eigenvalue
	escapes   bool // the method goes on from a saddle by itself
	left      bool // a step was left because the context is cancelled
	kicks     int  // made so far
	halted    bool // the progress callback has returned false
	told      time.Time
}

// known caches what has been computed at the point reached.
type known struct {
	hasValue bool
	value    float64
	gradient []float64
	hessian  *second
	spectrum *spectrum
}

func newRun(p Problem, m Method, s Settings) *run {
	r := &run{
		objective: objective{Problem: p}, settings: s, trace: s.Trace,
		x: clone(p.Start), step: start, curvature: s.Eigenvalues, told: time.Now(),
	}
	if r.trace == nil {
		r.trace = new(Trace)
	}
	*r.trace = Trace{Method: m.String()}
	r.checkpoint = r.leaveIfStopped
	return r
}

// f, g and h are the value, the gradient and the Hessian at the point reached.
func (r *run) f() float64 {
	if !r.known.hasValue {
		r.known.value, r.known.hasValue = r.value(r.x), true
	}
	return r.known.value
}

func (r *run) g() []float64 {
	if r.known.gradient == nil {
		r.known.gradient = r.gradient(r.x)
	}
	return r.known.gradient
}

func (r *run) h() *second {
	if r.known.hessian == nil {
		r.known.hessian = r.hessian(r.x)
	}
	return r.known.hessian
}

// hv returns the Hessian at the point reached times v, without making the
// Hessian unless it is there or somebody has written it.
func (r *run) hv(v []float64) []float64 {
	r.checkpoint()
	r.counts.Products++
	switch {
	case r.HessianVec != nil:
		return clone(r.HessianVec(clone(r.x), clone(v)))
	case r.known.hessian != nil || r.Hessian != nil:
		return times(r.h(), v)
	}
	hv := mathlib.HessianVec(r.F, r.x, v)
	r.estimated = r.estimated || hv.Method != mathlib.Recorded
	return hv.RawVector().Data
}

// moveTo goes to a point of which more may be known already.
func (r *run) moveTo(x []float64, k known, how StepKind) {
	r.length = norm(difference(x, r.x))
	r.x, r.known, r.step = x, k, how
}

// move goes to a point.
func (r *run) move(x []float64, how StepKind) { r.moveTo(x, known{}, how) }

// stay makes an iteration without moving.
func (r *run) stay(why StepKind) { r.step, r.length = why, 0 }

// stop ends the run.
func (r *run) stop(why Reason, detail string) { r.trace.Reason, r.trace.Detail = why, detail }

// more records the point reached, with value and gradient, and reports whether
// to go on from it.
func (r *run) more() bool {
	if r.trace.Reason != Unfinished {
		return false
	}
	f, g := r.f(), norm(r.g())
	stop.Check() // a function that was interrupted and has recovered may return anything
	r.record(Iteration{Value: f, GradientNorm: g, Smallest: r.smallest()})
	switch {
	case !finite(f) || !finite(g) || g > unbounded || f < -unbounded:
		r.stop(Diverged, fmt.Sprintf("value %s, gradient %s", short(f), short(g)))
	case g <= r.settings.GradientTolerance:
		return r.rest()
	}
	return r.goesOn()
}

// unbounded is taken for infinity.
const unbounded = 1e100

// glance records the point reached without computing anything there, and
// reports whether to go on.
func (r *run) glance() bool {
	if r.trace.Reason != Unfinished {
		return false
	}
	nan := math.NaN()
	r.record(Iteration{Value: nan, GradientNorm: nan, Smallest: nan})
	if !allFinite(r.x) {
		r.stop(Diverged, "a coordinate is not finite")
	}
	return r.goesOn()
}

// goesOn stops for reasons that have nothing to do with the function.
func (r *run) goesOn() bool {
	switch {
	case r.trace.Reason != Unfinished:
	case r.settings.Context.Err() != nil:
		r.stop(Cancelled, r.settings.Context.Err().Error())
	case r.halted:
		r.stop(Stopped, "")
	case r.trace.Steps() >= r.settings.Iterations:
		r.stop(IterationLimit, "")
	}
	return r.trace.Reason == Unfinished
}

// record adds the point reached to the trace and tells of it.
func (r *run) record(i Iteration) {
	i.X, i.Step, i.Length = clone(r.x), r.step, r.length
	r.trace.Iterations = append(r.trace.Iterations, i)
	r.publish()
	k := r.trace.Steps()
	if r.settings.Progress != nil {
		r.halted = !r.settings.Progress(k, i) || r.halted
	} else if now := time.Now(); now.Sub(r.told) > patience {
		r.told = now
		fmt.Fprintf(os.Stderr, "%s: step %d, value %s, |gradient| %s\n", r.trace.Method, k, short(i.Value), short(i.GradientNorm))
	}
}

// patience is how long a run is silent.
const patience = 4 * time.Second

// leaveIfStopped ends a step when the run is interrupted or the context is
// cancelled: evaluations may take long. The start is always recorded.
func (r *run) leaveIfStopped() {
	stop.Check()
	if len(r.trace.Iterations) > 0 && r.settings.Context.Err() != nil {
		r.left = true
		panic("descent: the context is cancelled")
	}
}

// down goes down by the method. It recovers from what leaveIfStopped does about
// the context, and from nothing else.
func (r *run) down(m Method) {
	defer func() {
		if r.left {
			recover()
			r.stop(Cancelled, r.settings.Context.Err().Error())
		}
	}()
	m.minimize(r)
	if r.trace.Reason == Unfinished {
		r.stop(Stalled, "")
	}
	r.checkGradient()
}

// publish brings the trace up to date.
func (r *run) publish() {
	r.trace.Evaluations, r.trace.Estimated = r.counts, r.estimated
}

// smallest returns the smallest eigenvalue at the point reached when that is to
// be recorded: always if the settings ask for it, else where it costs little
// beside what the method does.
func (r *run) smallest() float64 {
	const cheap = 200
	if !r.curvature || len(r.x) > cheap && !r.settings.Eigenvalues && r.known.spectrum == nil {
		return math.NaN()
	}
	if s := r.spectrum(); s != nil {
		return s.values[0]
	}
	return math.NaN()
}
