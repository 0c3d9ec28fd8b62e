package display

import (
	"io"
	"reflect"
	"strings"

	"github.com/gonabla/nabla/display/wire"
)

// The size at which a plot is drawn, in points of 1/72 inch: 16 by 10 cm,
// which fills the width of a notebook with letters as large as its text.
const (
	plotWidth  = 16 / 2.54 * 72
	plotHeight = 10 / 2.54 * 72
)

// plotMethod gives the method of v by which gonum's *plot.Plot is drawn,
//
//	WriterTo(width, height vg.Length, format string) (io.WriterTo, error)
//
// It is found by reflection, for an interface with this method would have to
// name vg.Length, and so link gonum's plots into every program.
func plotMethod(v any) (reflect.Value, bool) {
	method := reflect.ValueOf(v).MethodByName("WriterTo")
	return method, method.IsValid() && drawsPlots(method.Type())
}

// plotBundle draws a plot. One that cannot be drawn, such as a logarithmic
// axis through 0, says why.
func plotBundle(v any, method reflect.Value) *wire.Bundle {
	b := textBundle(plotDescription(v))
	drawing, problem := attempt(func() drawing { return drawSVG(method) })
	if problem == "" && drawing.err != nil {
		problem = drawing.err.Error()
	}
	if problem != "" {
		return textBundle(string(b.Data[plainText]) + "\n(it cannot be drawn: " + problem + ")")
	}
	addSVG(b, drawing.svg, string(b.Data[plainText]))
	return b
}

// A drawing is a plot as SVG, or the reason why it is not.
type drawing struct {
	svg []byte
	err error
}

// drawSVG calls the method of a plot.
func drawSVG(method reflect.Value) drawing {
	width := reflect.ValueOf(plotWidth).Convert(method.Type().In(0))
	height := reflect.ValueOf(plotHeight).Convert(method.Type().In(1))
	results := method.Call([]reflect.Value{width, height, reflect.ValueOf("svg")})
	if err, ok := results[1].Interface().(error); ok {
		return drawing{err: err}
	}
	var buffer strings.Builder
	if _, err := results[0].Interface().(io.WriterTo).WriteTo(&buffer); err != nil {
		return drawing{err: err}
	}
	return drawing{svg: []byte(portableTexts(buffer.String()))}
}

// drawsPlots reports whether a method has the signature that drawPlot calls.
func drawsPlots(t reflect.Type) bool {
	return t.NumIn() == 3 && t.NumOut() == 2 &&
		t.In(0).Kind() == reflect.Float64 && t.In(1).Kind() == reflect.Float64 && t.In(2).Kind() == reflect.String &&
		t.Out(0).Implements(reflect.TypeFor[io.WriterTo]()) && t.Out(1).Implements(reflect.TypeFor[error]())
}

// plotDescription says what a plot shows, from its title and the labels of its
// axes.
func plotDescription(v any) string {
	description := "plot"
	if title := labelText(v, "Title"); title != "" {
		description += ": " + title
	}
	x, y := labelText(v, "X", "Label"), labelText(v, "Y", "Label")
	if x != "" || y != "" {
		description += " (" + y + " against " + x + ")"
	}
	return strings.Join(strings.Fields(description), " ")
}

// labelText gives the Text of the field that the path leads to.
func labelText(v any, path ...string) string {
	r := reflect.Indirect(reflect.ValueOf(v))
	for _, name := range append(path, "Text") {
		if r.Kind() != reflect.Struct {
			return ""
		}
		r = r.FieldByName(name)
	}
	if r.Kind() != reflect.String {
		return ""
	}
	return r.String()
}
