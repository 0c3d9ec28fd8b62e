package widget

import (
	"fmt"
	"slices"
	"strconv"
	"sync"
)

// A Control is a widget with a value that the user and the program change.
type Control[T any] struct {
	*Model
	label string
	// part is the part of the state that is the value; in and out turn the one
	// into the other. A state that is no value is ignored.
	part string
	in   func(any) (T, bool)
	out  func(T) any
	// fit makes a value of the program one that the widget can have.
	fit func(T) T

	changes handler

	mu    sync.Mutex
	value T
	watch []func(T)
}

// newValued makes a control.
func newValued[T any](kind, label, part string, value T, in func(any) (T, bool), out func(T) any, s state) *Control[T] {
	c := &Control[T]{label: label, part: part, in: in, out: out, value: value}
	s["description"], s[part] = label, out(value)
	c.Model = newControl(kind, s, func(m *Model) {
		m.changed = c.received
		m.text = func() string { return labelled(kind, label, fmt.Sprint(c.Value())) }
	})
	c.changes.home = c.home
	return c
}

// Value is the value of the moment, also while a loop runs.
func (c *Control[T]) Value() T {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.value
}

// SetValue changes the value, as if the user did.
func (c *Control[T]) SetValue(value T) {
	if c.fit != nil {
		value = c.fit(value)
	}
	c.put(value)
	c.Set(c.part, c.out(value))
}

// OnChange has f called whenever the value has changed, with the newest one: while
// f runs, values that come and go in between are left out.
func (c *Control[T]) OnChange(f func(T)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.watch = append(c.watch, f)
}

// received is told of changes by the user.
func (c *Control[T]) received(s state) {
	if v, ok := s[c.part]; ok {
		if value, ok := c.in(v); ok {
			c.put(value)
		}
	}
}

func (c *Control[T]) put(value T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.value = value
	if watch := slices.Clone(c.watch); len(watch) > 0 {
		c.changes.last(func() {
			for _, f := range watch {
				f(c.Value())
			}
		})
	}
}

func same[T any](v T) any { return v }

func as[T any](v any) (T, bool) {
	value, ok := v.(T)
	return value, ok
}

func wholeNumber(v any) (int, bool) {
	f, ok := v.(float64)
	return int(f), ok
}

// IntSlider is a slider for whole numbers from least to most.
func IntSlider(label string, least, most, value int) *Control[int] {
	least, most = min(least, most), max(least, most)
	fit := func(v int) int { return min(max(v, least), most) }
	c := newValued("IntSlider", label, "value", fit(value), wholeNumber, same[int],
		state{"min": least, "max": most, "step": 1, "continuous_update": true})
	c.fit = fit
	return c
}

// FloatSlider is a slider for numbers from least to most, in a hundred steps: its
// "step" can be [Model.Set] otherwise.
func FloatSlider(label string, least, most, value float64) *Control[float64] {
	least, most = min(least, most), max(least, most)
	fit := func(v float64) float64 { return min(max(v, least), most) }
	c := newValued("FloatSlider", label, "value", fit(value), as[float64], same[float64],
		state{"min": least, "max": most, "step": (most - least) / 100, "readout_format": ".4~g", "continuous_update": true})
	c.fit = fit
	return c
}

// Checkbox is a box that is ticked or not.
func Checkbox(label string, value bool) *Control[bool] {
	return newValued("Checkbox", label, "value", value, as[bool], same[bool], state{"indent": false})
}

// Text is a line of text that the user enters.
func Text(label, value string) *Control[string] {
	return newValued("Text", label, "value", value, as[string], same[string], state{"continuous_update": true})
}

// Dropdown is a choice among texts, of which the first is the value at first.
func Dropdown(label string, options ...string) *Control[string] {
	first := ""
	if len(options) > 0 {
		first = options[0]
	}
	in := func(v any) (string, bool) {
		i, ok := wholeNumber(v)
		if !ok || i < 0 || i >= len(options) {
			return "", false
		}
		return options[i], true
	}
	out := func(value string) any {
		if i := slices.Index(options, value); i >= 0 {
			return i
		}
		return nil
	}
	c := newValued("Dropdown", label, "index", first, in, out, state{"_options_labels": slices.Clone(options)})
	c.Model.text = func() string { return labelled("Dropdown", label, strconv.Quote(c.Value())) }
	return c
}
