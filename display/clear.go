package display

import "github.com/gonabla/nabla/display/wire"

// Clear removes what the cell has shown and written so far. Outside a notebook it
// does nothing.
func Clear() { send(wire.Frame{Kind: wire.Clear}) }

// ClearLater does what [Clear] does when the cell next shows or writes something:
// what is replaced does not flicker.
func ClearLater() { send(wire.Frame{Kind: wire.Clear, Wait: true}) }
