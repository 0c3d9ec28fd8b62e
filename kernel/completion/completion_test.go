package completion

import (
	"go/types"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/session/scope"
)

// nothing imports nothing.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	return nil, os.ErrNotExist
}

var empty = Notebook{
	State: new(scope.State), Importer: nothing{},
	Find:     func(string, []string) (string, bool) { return "", false },
	Packages: func() map[string]string { return map[string]string{"strings": "strings", "strconv": "strconv"} },
	Paths:    func(string) []string { return []string{"net", "net/http", "net/url"} },
}

// propose returns what is proposed where ‸ stands in the code, and checks that
// it may stand there.
func propose(t *testing.T, code string) string {
	cursor := strings.Index(code, "‸")
	code = strings.Replace(code, "‸", "", 1)
	c := new(Completer).Complete(empty, code, cursor)
	var list []string
	for _, i := range c.Items {
		list = append(list, i.Text)
		if !begins(i.Text, code[c.Start:c.End]) {
			t.Errorf("%q for %q in %q", i.Text, code[c.Start:c.End], code)
		}
	}
	if c.End != cursor || len(list) == 0 && c.Start != cursor {
		t.Errorf("%q: %d to %d is replaced", code, c.Start, c.End)
	}
	return strings.Join(list, " ")
}

func TestCompleteCommands(t *testing.T) {
	t.Setenv("NABLA_TEST_NAME", "")
	for code, want := range map[string]string{
		"x := 1\n%wh‸":            "%who %whos",
		"%%wr‸":                   "%%writefile",
		"//gonb:%who‸s\nx":        "%who %whos",
		"%nosuch‸":                "",
		"% cd nosuch/‸":           "",
		"x := 7 %wh‸":             "",
		"!‸":                      "",
		"%limit ‸":                "",
		"Ü\n%with_pas‸":           "%with_password",
		"%env NABLA_TEST_N‸":      "NABLA_TEST_NAME",
		"%help %who‸":             "%who %whos",
		"%doc strc‸":              "strconv",
		"%time strc‸":             "strconv",
		"%%bash\nfor i in strc‸":  "",
		"value := 1\n%time valu‸": "value",
	} {
		if got := propose(t, code); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}

func TestCompletePaths(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"data.csv", "dash board.csv", ".hidden"} {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("dates", 0o777); err != nil {
		t.Fatal(err)
	}
	os.WriteFile("dates/数据.txt", nil, 0o666)
	for code, want := range map[string]string{
		"os.Open(\"da‸\")":           "dash board.csv data.csv dates/",
		"os.Open(`dates/‸":           "dates/数据.txt",
		"os.Open(\"n‸\")":            "",
		"x := '‸'":                   "",
		"// \"da‸":                   "",
		"!wc -l da‸":                 `dash\ board.csv data.csv dates/`,
		`!wc dash\ b‸`:               `dash\ board.csv`,
		"!grep x <.hi‸":              ".hidden",
		"%cd d‸":                     "dates/",
		"%%writefile dates/‸":        "dates/数据.txt",
		"import \"net/‸\"":           "net/http net/url",
		"import (\n\t\"net/h‸\n)":    "net/http",
		"import n \"ne‸\"\nf(\"x\")": "net net/http net/url",
	} {
		if got := propose(t, code); got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}

func TestNothingToPropose(t *testing.T) {
	for _, code := range []string{"x := 1.‸5", "x := 12‸", "/* a‸", "'a‸"} {
		if got := propose(t, code); got != "" {
			t.Errorf("%q: %s", code, got)
		}
	}
}

func TestNamesThatNeedNoImport(t *testing.T) {
	for code, want := range map[string]bool{"x := Str‸": true, "x.str‸": false, "‸": false} {
		if got := strings.Fields(propose(t, code)); slices.Contains(got, "strings") != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}

func FuzzComplete(f *testing.F) {
	for _, s := range []string{"x := \"🙂\"; 变量.", "%cd a", "import \"a", "func f(", "//gonb:%who\n%", "f(\"", "!a\\\nb", "%%bash\na", "%time x.\r\ny", "% cd \xdc"} {
		f.Add(s, len(s))
	}
	f.Fuzz(func(t *testing.T, code string, cursor int) {
		c := new(Completer).Complete(empty, code, cursor)
		if at := max(0, min(cursor, len(code))); c.End != at || c.Start < 0 || c.Start > at {
			t.Errorf("%q at %d: %d to %d", code, cursor, c.Start, c.End)
		}
		new(Completer).Inspect(t.Context(), empty, code, cursor, 1)
	})
}
