package interp

import (
	"context"

	"github.com/gonabla/nabla/display/wire"
)

// A Viewer is an [Interpreter] whose variables can be looked at without stopping
// anything. Its methods may be called at any time, must not wait for a cell, and are
// cheap enough to be called for every message that a cell publishes.
type Viewer interface {
	// Variables lists the variables.
	Variables(ctx context.Context) ([]Variable, error)
	// Parts lists the parts of a variable, or of a part of it: path holds the names
	// that lead there.
	Parts(ctx context.Context, name string, path []string) ([]Variable, error)
	// Forms gives a variable in every form that it can be shown in.
	Forms(ctx context.Context, name string) (*wire.Bundle, error)
}

// A Variable is one, or a part of one, in a line.
type Variable struct {
	Name, Type, Value string
	// Size is that of what has a length or dimensions: "7", "2×3"; else empty.
	Size     string
	HasParts bool
}
