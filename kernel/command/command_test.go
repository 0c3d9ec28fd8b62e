package command

import (
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/session/cell"
)

func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range table {
		for _, name := range append([]string{c.Name}, c.Also...) {
			if seen[name] {
				t.Errorf("%s is in the table twice", name)
			}
			seen[name] = true
			if Find(name) == nil || !strings.HasPrefix(name, "%") && !c.isShell() {
				t.Errorf("%s cannot be found", name)
			}
		}
		if c.Short == "" || strings.HasSuffix(c.Short, ".") || c.Group == "" || c.run == nil {
			t.Errorf("%s: the row is not complete, or its short help ends in a full stop", c.Name)
		}
	}
	groups := slices.Compact(groupsOf(table))
	if slices.Sort(groups); len(slices.Compact(slices.Clone(groups))) != len(groups) {
		t.Errorf("a group is listed twice: %v", groups)
	}
}

func TestOverview(t *testing.T) {
	b := overview()
	for _, mime := range []string{"text/plain", "text/markdown"} {
		for _, c := range table {
			if text := string(b.Data[mime]); strings.Count(text, c.Short) < 1 || !strings.Contains(text, c.Name) || strings.Count(text, c.Group) != 1 {
				t.Errorf("%s of the overview does not list %s", mime, c.Name)
			}
		}
	}
}

func TestSignature(t *testing.T) {
	for text, want := range map[string]string{
		"func f() {\n}": "func f()",
		"func (t *T[K]) f(a struct{ x int }, b map[string]interface{}) (r []struct{}) { return }": "func (t *T[K]) f(a struct{ x int }, b map[string]interface{}) (r []struct{})",
		"func f(x int) interface{ M() } { return nil }":                                           "func f(x int) interface{ M() }",
		"func f()": "func f()",
	} {
		if got := signature(text); got != want {
			t.Errorf("signature(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestTestNames(t *testing.T) {
	got := testNames([]string{"Test", "TestA", "Testing", "TestMain", "Test_b", "BenchmarkX", "Benchmarks", "TestA", "helper"})
	if want := []string{"Test", "TestA", "Test_b", "BenchmarkX"}; !slices.Equal(got, want) {
		t.Errorf("tests are %q, want %q", got, want)
	}
}

func groupsOf(list []Command) (groups []string) {
	for _, c := range list {
		groups = append(groups, c.Group)
	}
	return groups
}

func TestSplit(t *testing.T) {
	for text, want := range map[string][]string{
		"":                       nil,
		"  a  b\tc ":             {"a", "b", "c"},
		`"a b" c`:                {"a b", "c"},
		`--name="a \"b\" c"x`:    {`--name=a "b" cx`},
		`"" a`:                   {"", "a"},
		`"line\nnext\t\\" \n 'x`: {"line\nnext\t\\", `\n`, "'x"},
		`"\d"`:                   {`\d`},
		"Größe 中":                {"Größe", "中"},
	} {
		if got, err := split(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("split(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
	if _, err := split(`a "b`); err == nil {
		t.Error("an open quote is no error")
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{
		"%hepl": "%help", "%HELP": "%help", "%%wrtefile": "%%writefile", "%lst": "%ls", "%chdir": "%cd", "%q": "", "%removes": "%remove",
	} {
		if got := nearest(name); got != want && !(want == "" && len(name) < 4) {
			t.Errorf("nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestForm(t *testing.T) {
	for name, want := range map[string]cell.Form{"%%bash": cell.WithText, "%cd": cell.Alone, "%%unknown": cell.WithText, "%unknown": cell.Alone} {
		if got := Form(name); got != want {
			t.Errorf("Form(%q) = %v, want %v", name, got, want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add(`a "b\n" c`)
	f.Fuzz(func(t *testing.T, text string) {
		args, err := split(text)
		if err == nil && !strings.Contains(text, `"`) && strings.Join(args, "") != strings.NewReplacer(" ", "", "\t", "", "\n", "").Replace(text) {
			t.Errorf("split(%q) = %q", text, args)
		}
	})
}
