package widget

import (
	"fmt"
	"html"
	"reflect"
	"strings"

	"github.com/gonabla/nabla/display"
	"github.com/gonabla/nabla/display/wire"
)

// An Option of [Interact] is a control for the next argument, or [Names].
type Option interface {
	Widget
	isOption()
}

func (c *Control[T]) isOption() {}

// Names are those of the parameters of a function. In a notebook the kernel fills
// them in.
type Names []string

func (Names) isOption()     {}
func (Names) model() *Model { return nil }

// Interact shows a control for each argument of a function, and below them what the
// function prints, shows and returns; it calls the function anew whenever the user
// changes an argument:
//
//	widget.Interact(func(a, b float64) *plot.Plot { … })
//
// The arguments are those of the controls given, in order, such as
// FloatSlider("a", 0, 10, 1); where there is none, a number has a slider from -10 to
// 10, and a truth value or a text what it is entered with. While a call runs,
// changes wait, and all but the last one are left out.
func Interact(f any, options ...Option) *Interaction {
	v := reflect.ValueOf(f)
	if v.Kind() != reflect.Func || v.IsNil() || v.Type().IsVariadic() {
		panic(fmt.Sprintf("widget: Interact needs a function with a fixed number of parameters, and got %T", f))
	}
	i := &Interaction{function: v, Output: NewOutput()}
	i.calls = handler{home: i.Output.home, show: i.Output.take, failed: i.failed}
	var names Names
	var controls []Option
	for _, o := range options {
		if n, ok := o.(Names); ok {
			names = n
		} else {
			controls = append(controls, o)
		}
	}
	i.controls(names, controls)
	children := make([]Widget, 0, len(i.Controls)+1)
	children = append(children, i.Controls...)
	i.Model = VBox(append(children, i.Output)...)
	first := make(chan struct{})
	i.calls.last(func() { defer close(first); i.call() })
	<-first
	i.Output.flush()
	return i
}

// An Interaction is what [Interact] shows.
type Interaction struct {
	*Model
	Controls []Widget // one for each parameter
	Output   *Output

	function reflect.Value
	argument []func() reflect.Value
	calls    handler
}

// MIMEBundle gives what package display shows. For pages that draw no widgets there is
// the picture of the first call, if there is one, and what the arguments were.
func (i *Interaction) MIMEBundle() map[string][]byte {
	b := i.Model.MIMEBundle()
	picture := i.Output.picture()
	if picture == "" {
		return b
	}
	lines := make([]string, len(i.Controls))
	for p, c := range i.Controls {
		lines[p] = html.EscapeString(c.model().text())
	}
	b["text/html"] = []byte(picture + "<p>" + strings.Join(lines, "<br>") + "<br><small>" + html.EscapeString(strings.TrimSpace(hint)) + "</small></p>")
	return b
}

// controls makes a control for each parameter.
func (i *Interaction) controls(names Names, given []Option) {
	t := i.function.Type()
	for p := range t.NumIn() {
		name := fmt.Sprintf("argument %d", p+1)
		if p < len(names) && names[p] != "" && names[p] != "_" {
			name = names[p]
		}
		var control Widget
		if p < len(given) {
			control = given[p]
		} else {
			control = controlFor(t.In(p), name)
		}
		argument := i.watch(control, t.In(p))
		if argument == nil {
			panic(fmt.Sprintf("widget: Interact has no control that gives a %v, the type of %s", t.In(p), name))
		}
		i.Controls, i.argument = append(i.Controls, control), append(i.argument, argument)
	}
}

// controlFor makes a control for values of a type; nil if there is none.
func controlFor(t reflect.Type, name string) Widget {
	switch k := t.Kind(); {
	case k == reflect.Float64 || k == reflect.Float32:
		return FloatSlider(name, -10, 10, 1)
	case k >= reflect.Int && k <= reflect.Int64:
		return IntSlider(name, -10, 10, 1)
	case k >= reflect.Uint && k <= reflect.Uint64:
		return IntSlider(name, 0, 20, 1)
	case k == reflect.Bool:
		return Checkbox(name, false)
	case k == reflect.String:
		return Text(name, "")
	}
	return nil
}

// watch has the function called when a control changes, and gives what the argument
// is at any moment; nil if the control gives no such argument.
func (i *Interaction) watch(control Widget, t reflect.Type) func() reflect.Value {
	switch c := control.(type) {
	case *Control[int]:
		return follow(i, c, t)
	case *Control[float64]:
		return follow(i, c, t)
	case *Control[bool]:
		return follow(i, c, t)
	case *Control[string]:
		return follow(i, c, t)
	}
	return nil
}

func follow[T any](i *Interaction, c *Control[T], t reflect.Type) func() reflect.Value {
	from := reflect.TypeFor[T]()
	if !from.ConvertibleTo(t) || (from.Kind() == reflect.String) != (t.Kind() == reflect.String) {
		return nil
	}
	c.OnChange(func(T) { i.calls.last(i.call) })
	return func() reflect.Value { return reflect.ValueOf(c.Value()).Convert(t) }
}

// call calls the function, and shows what comes of it in place of what was there.
func (i *Interaction) call() {
	i.Output.take(wire.Frame{Kind: wire.Clear, Wait: true})
	arguments := make([]reflect.Value, len(i.argument))
	for p, argument := range i.argument {
		arguments[p] = argument()
	}
	results := i.function.Call(arguments)
	for _, r := range results {
		if x := r.Interface(); x != nil {
			if _, isHandle := x.(*display.Handle); !isHandle {
				i.Output.Show(x)
			}
		}
	}
	i.Output.done()
}

// failed shows how a call ended.
func (i *Interaction) failed(text string) {
	i.Output.take(wire.Frame{Kind: wire.Stderr, Text: []byte(text + "\n")})
	i.Output.done()
}

// done brings the front end up to date after something that may have shown nothing.
func (o *Output) done() {
	o.mu.Lock()
	if o.replaced {
		o.shown, o.replaced, o.pending = nil, false, true
	}
	o.mu.Unlock()
	o.flush()
}
