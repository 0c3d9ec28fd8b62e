package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
)

// useFlags imports package flag for resetFlags.
func (k *checker) useFlags() {
	if !k.env.Program && slices.ContainsFunc(k.cell.Pieces, k.definesFlags) {
		k.spelled[Alias("flag")], k.extra[Alias("flag")] = "flag", true
	}
}

// resetFlags starts the command line of package flag anew in a cell that
// defines flags: running the cell again would define them twice, which is a
// panic.
func (k *checker) resetFlags(d *draft) {
	f := Alias("flag")
	if !k.extra[f] {
		return
	}
	fmt.Fprintf(d, "%[1]s.CommandLine = %[1]s.NewFlagSet(\"cell\", %[1]s.ExitOnError); %[1]s.CommandLine.Usage = func() { %[1]s.Usage() }\n", f)
}

// definesFlags reports whether p calls something like flag.Int, flag.IntVar or
// flag.Func.
func (k *checker) definesFlags(p *cell.Piece) bool {
	for name, selected := range p.Packages {
		if path, _ := k.importNamed(name, selected); path != "flag" {
			continue
		}
		for _, s := range selected {
			s = strings.TrimSuffix(s, "Var")
			if slices.Contains([]string{"", "Bool", "BoolFunc", "Duration", "Float64", "Func", "Int", "Int64", "String", "Text", "Uint", "Uint64"}, s) {
				return true
			}
		}
	}
	return false
}
