package arguments

import (
	"flag"
	"os"
	"slices"
	"testing"
)

func TestArguments(t *testing.T) {
	defer func(old *flag.FlagSet) { flag.CommandLine = old }(flag.CommandLine)
	flag.CommandLine = flag.NewFlagSet("cell", flag.ContinueOnError)
	n := flag.Int("n", 1, "")
	before := slices.Clone(os.Args)
	for _, test := range []struct {
		args []string
		n    int
		rest []string
	}{{[]string{"-n=3", "x"}, 3, []string{"x"}}, {[]string{"a", "b"}, 1, []string{"a", "b"}}, {nil, 1, []string{}}} {
		undo := Set(test.args...)
		Parse()
		undo()
		if *n != test.n || !slices.Equal(flag.Args(), test.rest) {
			t.Errorf("with %q: n = %d and %q are left", test.args, *n, flag.Args())
		}
	}
	if !slices.Equal(os.Args, before) {
		t.Errorf("os.Args is %q afterwards", os.Args)
	}
}
