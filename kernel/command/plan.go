package command

// A Plan is what the commands of a cell want of its Go.
type Plan struct {
	// Insertions are pieces of Go to be put into the cell, in order.
	Insertions []Insertion
	// Wrapping puts all the Go below a command into a call; nil leaves it alone.
	Wrapping *Wrapping
	// Tests are those that the cell is to run; nil for none.
	Tests *Tests
	// Timed are lines on which a statement begins that is to be measured.
	Timed []int
	// Browser says that the Go of the cell is to run in the page that shows the
	// notebook, with these arguments.
	Browser bool
	Args    []string
	// NextInput is what the front end is to put into a cell below this one.
	NextInput string
	// InPlace says that NextInput is to take the place of this cell's text.
	InPlace bool
	// Vet says that the cell is to be checked, and not to be run.
	Vet bool

	stdin   stdin // of the next shell command
	hasArgs bool  // os.Args is set for the cell
}

// An Insertion is a piece of Go made by a command.
type Insertion struct {
	Place Place
	// Line is that of the command.
	Line int
	// Package is the import path of the package that the text calls; empty if
	// there is none. Before, the package's name with a dot, and After are the
	// text.
	Before, Package, After string
}

// A Wrapping is a call of a function in a package, which is given the Go below
// a line: Open follows the name of the package and a dot.
type Wrapping struct {
	Line                 int
	Package, Open, Close string
}

// A Place says where an insertion goes.
type Place uint8

const (
	// Start is before everything.
	Start Place = iota
	// Above is before what begins on the line or below.
	Above
	// Below is behind what begins on the line.
	Below
	// End is behind everything.
	End
)

// insert plans an insertion for the command.
func (c *call) insert(place Place, before, pkg, after string) {
	c.Insertions = append(c.Insertions, Insertion{place, c.Line, before, pkg, after})
}
