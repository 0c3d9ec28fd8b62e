package debug

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// A place is a variable, or the part of it to which names lead.
type place struct {
	name string
	path []string
}

// references number the places that can be expanded. A place keeps its number, so
// that what is expanded in a panel stays so when all variables are asked for again.
type references struct {
	numbers map[string]int
	places  []place // by number, from 1
}

// mostReferences is how many places are remembered.
const mostReferences = 100_000

func (r *references) number(p place) int {
	if r.numbers == nil || len(r.places) > mostReferences {
		r.numbers, r.places = map[string]int{}, make([]place, 1)
	}
	key := p.name + "\x00" + strings.Join(p.path, "\x00")
	if r.numbers[key] == 0 {
		r.numbers[key] = len(r.places)
		r.places = append(r.places, p)
	}
	return r.numbers[key]
}

func (r *references) place(number int) (place, bool) {
	if number < 1 || number >= len(r.places) {
		return place{}, false
	}
	return r.places[number], true
}

var errNoViewer = errors.New("the kernel is still starting: ask again in a moment")

// inspectVariables lists the variables of the session.
func (a *Adapter) inspectVariables(ctx context.Context, _ jupyter.Object) (jupyter.Object, error) {
	viewer := a.viewer()
	if viewer == nil {
		return jupyter.Object{"variables": []any{}}, nil
	}
	list, err := viewer.Variables(ctx)
	if err != nil {
		return nil, err
	}
	return a.body(list, place{}), nil
}

// variables lists the parts of what a number stands for.
func (a *Adapter) variables(ctx context.Context, args jupyter.Object) (jupyter.Object, error) {
	number, _ := args["variablesReference"].(float64)
	a.mu.Lock()
	of, ok := a.references.place(int(number))
	a.mu.Unlock()
	if !ok {
		return nil, fmt.Errorf("nothing has the number %v: ask for the variables again", number)
	}
	viewer := a.viewer()
	if viewer == nil {
		return nil, errNoViewer
	}
	list, err := viewer.Parts(ctx, of.name, of.path)
	if err != nil {
		return nil, err
	}
	return a.body(list, of), nil
}

// body describes variables, or the parts of one.
func (a *Adapter) body(list []interp.Variable, of place) jupyter.Object {
	a.mu.Lock()
	defer a.mu.Unlock()
	described := make([]jupyter.Object, len(list))
	for i, v := range list {
		number := 0
		if v.HasParts {
			p := place{name: v.Name}
			if of.name != "" {
				p = place{of.name, append(of.path[:len(of.path):len(of.path)], v.Name)}
			}
			number = a.references.number(p)
		}
		described[i] = jupyter.Object{
			"name":               v.Name,
			"evaluateName":       v.Name, // JupyterLab's table leaves out what has none
			"type":               typeText(v),
			"value":              v.Value,
			"variablesReference": number,
		}
	}
	return jupyter.Object{"variables": described}
}

// typeText is what stands for the type. JupyterLab's tree shows only that, but for
// types that Python has as well: so where there is nothing to expand, the value
// stands beside it, and else the size.
func typeText(v interp.Variable) string {
	if v.HasParts && v.Size != "" {
		return v.Type + " (" + v.Size + ")"
	}
	if v.HasParts || v.Type == "bool" || v.Type == "int" && len(v.Value) < 16 {
		return v.Type
	}
	return v.Type + " = " + v.Value
}

// richInspectVariables gives a variable in every form in which it can be shown.
func (a *Adapter) richInspectVariables(ctx context.Context, args jupyter.Object) (jupyter.Object, error) {
	name, _ := args["variableName"].(string)
	viewer := a.viewer()
	if viewer == nil {
		return nil, errNoViewer
	}
	b, err := viewer.Forms(ctx, name)
	if err != nil {
		return nil, err
	}
	data, metadata := jupyter.NewMIMEBundle(b)
	return jupyter.Object{"data": data, "metadata": metadata}, nil
}
