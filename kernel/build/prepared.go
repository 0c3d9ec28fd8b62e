package build

// preparedPackages lists, beside the standard library, what is compiled at
// installation with all that it needs, so that the first cell that imports it
// does not wait. A name that ends in "/..." means all packages below.
var preparedPackages = []string{
	modulePath + "/mathlib/...",
	modulePath + "/display/...",
	interruptPackage,
	atEndPackage,
	universePackage,
	modulePath + "/kernel/command/incell/...",
	"gonum.org/v1/gonum/diff/fd",
	"gonum.org/v1/gonum/floats",
	"gonum.org/v1/gonum/floats/scalar",
	"gonum.org/v1/gonum/integrate",
	"gonum.org/v1/gonum/integrate/quad",
	"gonum.org/v1/gonum/interp",
	"gonum.org/v1/gonum/mat",
	"gonum.org/v1/gonum/optimize",
	"gonum.org/v1/gonum/stat",
	"gonum.org/v1/gonum/stat/distuv",
	"gonum.org/v1/plot",
	"gonum.org/v1/plot/font",
	"gonum.org/v1/plot/palette",
	"gonum.org/v1/plot/palette/brewer",
	"gonum.org/v1/plot/palette/moreland",
	"gonum.org/v1/plot/plotter",
	"gonum.org/v1/plot/plotutil",
	"gonum.org/v1/plot/text",
	"gonum.org/v1/plot/vg",
	"gonum.org/v1/plot/vg/draw",
	"gonum.org/v1/plot/vg/vgimg",
	"gonum.org/v1/plot/vg/vgsvg",
	"golang.org/x/exp/constraints",
}

// interruptPackage holds what the loops of cells check.
const atEndPackage = modulePath + "/kernel/worker/atend"

const interruptPackage = modulePath + "/kernel/worker/interrupt"

// universePackage names the types that a cell may have shadowed.
const universePackage = modulePath + "/kernel/worker/universe"

// workerMain is the whole of the worker's own package main. It is thin because
// cells are a package main too, and nothing of the one may be taken for
// something of the other.
const workerMain = `// The worker of a notebook.
package main

import "` + modulePath + `/kernel/worker/host"

func main() { host.Main() }
`
