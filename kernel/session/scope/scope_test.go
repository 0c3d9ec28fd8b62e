package scope

import (
	"slices"
	"strings"
	"testing"
)

func def(k Kind, name, uses string) *Def {
	return &Def{Name: name, Kind: k, Uses: strings.Fields(uses)}
}

func names(defs []*Def) string {
	var list []string
	for _, d := range defs {
		list = append(list, d.Name)
	}
	return strings.Join(list, " ")
}

var session = new(State).With(Change{Defs: []*Def{
	def(Func, "f", "g T fmt"),
	def(Func, "g", "k"),
	def(Const, "k", ""),
	{Name: "T", Kind: Type, Uses: []string{"U"}, Embeds: []string{"U"}},
	def(Type, "U", "int"),
	def(Method, "T.Area", "T h"),
	def(Func, "h", "k g"),
	def(Var, "x", "T"),
	def(Var, "n", "int"),
	def(Func, "lonely", ""),
}})

func none(string) bool { return false }

func TestReach(t *testing.T) {
	for _, test := range []struct{ uses, skip, want string }{
		{"f", "", "T T.Area U f g h k"},
		{"x", "", "T T.Area U g h k x"},
		{"lonely fmt", "", "lonely"},
		{"f", "T", "f g k"},
		{"f", "g", "T T.Area U f h k"},
		{"", "", ""},
	} {
		skip := strings.Fields(test.skip)
		got := names(session.Reach(strings.Fields(test.uses), func(n string) bool { return slices.Contains(skip, n) }))
		if got != test.want {
			t.Errorf("Reach(%q) without %q = %q, want %q", test.uses, test.skip, got, test.want)
		}
	}
}

func TestHaving(t *testing.T) {
	shapes := session.With(Change{Defs: []*Def{
		def(Type, "disc", ""), def(Method, "disc.Area", ""), def(Method, "disc.Grow", ""),
		def(Type, "box", ""), def(Method, "box.Grow", ""), def(Method, "box.Area", ""), def(Method, "box.Turn", ""),
	}})
	for methods, want := range map[string]string{"Area": "T box disc", "Area Grow": "box disc", "Turn": "box", "None": "", "Area None": ""} {
		if got := strings.Join(shapes.Having(strings.Fields(methods)), " "); got != want {
			t.Errorf("Having(%q) = %q, want %q", methods, got, want)
		}
	}
}

func TestWithLeavesTheOldStateAlone(t *testing.T) {
	next := session.With(Change{Defs: []*Def{def(Var, "f", "")}, Removed: []string{"n"}, Imports: []Import{{"g", "example.com/g"}}})
	if session.Lookup("f").Kind != Func || session.Lookup("n") == nil || session.Lookup("g") == nil {
		t.Error("the old state changed")
	}
	if next.Lookup("f").Kind != Var || next.Lookup("n") != nil || next.Lookup("g") != nil {
		t.Error("the new state lacks the change")
	}
	if i, ok := next.Import("g"); !ok || i.Path != "example.com/g" {
		t.Error("the import is missing")
	}
	if _, ok := next.With(Change{Defs: []*Def{def(Var, "g", "")}}).Import("g"); ok {
		t.Error("a variable left the import of its name")
	}
}

func TestAffected(t *testing.T) {
	for _, test := range []struct{ changed, want string }{
		{"g", "T"}, {"k", "T"}, {"lonely", ""}, {"f", ""}, {"U", "T U"}, {"T.Area", "T"}, {"U.New", "T U"}, {"nothing", ""},
	} {
		if got := strings.Join(session.Affected([]string{test.changed}, nil), " "); got != test.want {
			t.Errorf("Affected(%q) = %q, want %q", test.changed, got, test.want)
		}
	}
}

func TestHolding(t *testing.T) {
	if got := session.Holding(session.Rebuilt([]string{"U"})); !slices.Equal(got, []string{"x"}) {
		t.Errorf("got %v, want x, which holds a T, which holds a U", got)
	}
}

func TestMethodsGoWithTheirType(t *testing.T) {
	if got := names(session.Reach([]string{"U"}, none)); got != "U" {
		t.Errorf("got %q", got)
	}
}

func TestOrphans(t *testing.T) {
	orphans := func(s *State) string {
		var list []string
		for _, k := range []Kind{Const, Type, Var, Func, Method} {
			for _, d := range s.Defs(k) {
				if d.Orphaned {
					list = append(list, d.Name)
				}
			}
		}
		return strings.Join(list, " ")
	}
	first := session.With(Change{Cell: "a", Defs: []*Def{def(Var, "v", ""), def(Var, "w", ""), def(Func, "old", "")}})
	if got := orphans(first); got != "" {
		t.Errorf("after the first version: %q", got)
	}
	edited := first.With(Change{Cell: "a", Kept: []string{"v"}, Defs: []*Def{def(Func, "new", "")}})
	if got := orphans(edited); got != "w old" {
		t.Errorf("after the second version: %q, want w and old", got)
	}
	if edited.Lookup("old") == nil || edited.Lookup("v").Cell != "a" {
		t.Error("a definition is lost")
	}
	elsewhere := edited.With(Change{Cell: "b", Kept: []string{"w"}, Defs: []*Def{def(Func, "old", "")}})
	if got := orphans(elsewhere); got != "" {
		t.Errorf("after another cell defined them: %q", got)
	}
	if got := orphans(elsewhere.With(Change{Cell: "a"})); got != "v new" {
		t.Errorf("after the cell was emptied: %q, want v and new", got)
	}
	if got := orphans(edited.With(Change{Defs: []*Def{def(Func, "old", "")}})); got != "w" {
		t.Errorf("after a cell without a name: %q, want w", got)
	}
}

func TestRebuilt(t *testing.T) {
	arrays := session.With(Change{Defs: []*Def{def(Type, "A", "k"), def(Type, "B", "A"), def(Type, "C", "T")}})
	for _, test := range []struct{ changed, want string }{
		{"k", "A B"}, {"U", "C T U"}, {"T.Area", ""}, {"f", ""}, {"nothing", ""}, {"B", "B"},
	} {
		if got := strings.Join(arrays.Rebuilt([]string{test.changed}), " "); got != test.want {
			t.Errorf("Rebuilt(%q) = %q, want %q", test.changed, got, test.want)
		}
	}
}

func TestAffectedByAnotherLayout(t *testing.T) {
	state := session.With(Change{Defs: []*Def{def(Type, "H", ""), def(Method, "H.Get", "x")}})
	if got := strings.Join(state.Affected([]string{"T"}, nil), " "); got != "T" {
		t.Errorf("without another layout: %q", got)
	}
	if got := strings.Join(state.Affected([]string{"T"}, []string{"T"}), " "); got != "H T" {
		t.Errorf("got %q, want H as well, whose method uses the variable x", got)
	}
}

func TestUsers(t *testing.T) {
	made := def(Func, "made", "T")
	made.Type = "func() main.T"
	state := session.With(Change{Defs: []*Def{made, def(Func, "byCall", "made"), def(Func, "byVariable", "x"), def(Func, "further", "byVariable")}})
	if got := names(state.Users([]string{"U"})); got != "byCall byVariable f made" {
		t.Errorf("got %q", got)
	}
}
