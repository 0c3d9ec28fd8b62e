package display

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/gonum/mat"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares a text with the file that holds what it should be.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got+"\n" != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

type labelledName struct{ Name string }

type inner struct{ A, B int }

type person struct {
	inner
	Name  string
	Born  time.Time
	Score *float64
	notes []string
	any   any
}

func TestTables(t *testing.T) {
	score := 2. / 3
	people := []*person{
		{inner{1, -20}, "Emmy <Noether>", time.Date(1882, 3, 23, 0, 0, 0, 0, time.UTC), &score, []string{"a", "b"}, 1.5},
		nil,
		{inner{300, 4}, strings.Repeat("long ", 20) + "\nline", time.Time{}, nil, nil, "x"},
	}
	squares := make([][]float64, 50)
	for i := range squares {
		squares[i] = make([]float64, i%30)
	}
	for _, test := range []struct {
		name    string
		rows    any
		options TableOptions
	}{
		{"structs", people, TableOptions{Caption: "people & \"others\""}},
		{"chosen", people, TableOptions{Columns: []string{"Score", "A"}, Digits: 2}},
		{"struct", people[0], TableOptions{}},
		{"map", map[string]float64{"pi": 3.14159265, "e": 2.71828, "big": 1e20}, TableOptions{}},
		{"maps", []map[string]any{{"x": 1, "y": "a"}, nil, {"x": 2.5, "z": []int{1, 2}}}, TableOptions{}},
		{"lists", squares, TableOptions{Max: 5, MaxColumns: 4}},
		{"values", []any{1, "x", nil, 2.5, time.Second}, TableOptions{}},
		{"matrix", mat.NewSymDense(2, []float64{2, 1. / 3, 1. / 3, 4}), TableOptions{Columns: []string{"x", "y"}}},
		{"dollars", []string{"$5 and $6", `\(x\) \[y\]`, "a < b"}, TableOptions{Caption: "prices of $f$"}},
		{"empty", []labelledName{}, TableOptions{}},
	} {
		b := tableOrValue(test.rows, []TableOptions{test.options})
		golden(t, "table_"+test.name+".txt", string(b.Data[plainText]))
		golden(t, "table_"+test.name+".html", string(b.Data[htmlText]))
	}
}

func TestWhatIsNoTable(t *testing.T) {
	for _, test := range []struct {
		value any
		want  string
	}{
		{3, "3"},
		{nil, "nil"},
		{(*person)(nil), "(*display.person)(nil)"},
		{[]int(nil), "  value\n    int\n───────\n([]int: 0 rows, 1 column)"},
	} {
		if got := string(tableOrValue(test.value, nil).Data[plainText]); got != test.want {
			t.Errorf("%v: got\n%s\nwant\n%s", test.value, got, test.want)
		}
	}
	got := tableOrValue([]labelledName{{"x"}}, []TableOptions{{Columns: []string{"Nome"}}})
	if text := string(got.Data[plainText]); !strings.HasSuffix(text, "(it cannot be shown as a table: there is no column \"Nome\")") {
		t.Errorf("got %s", text)
	}
}

// Rows are a table by themselves, and keep their text; values that have a text
// are no rows.
func TestResultsThatAreTables(t *testing.T) {
	for _, test := range []struct {
		value any
		want  bool
	}{
		{[]labelledName{{"a"}, {"b"}}, true},
		{[]*labelledName{{"a"}, {"b"}}, true},
		{map[int]labelledName{1: {"a"}, 2: {"b"}}, true},
		{[]map[string]int{{"a": 1}, {"b": 2}}, true},
		{[][]float64{{1, 2}, {3, 4}}, true},
		{[][]float64{{1, 2}, {3}}, false},
		{[][]float64{{}, {}}, false},
		{[]labelledName{{"a"}}, false},
		{[]float64{1, 2}, false},
		{map[string]int{"a": 1, "b": 2}, false},
		{[]time.Time{{}, {}}, false},
		{[][]byte{{1, 2}, {3, 4}}, false},
		{labelledName{"a"}, false},
		{[]struct{}{{}, {}}, false},
	} {
		b := bundleOf(test.value)
		if got := b.Data[htmlText] != nil; got != test.want || string(b.Data[plainText]) != Text(test.value) {
			t.Errorf("%T: table %v, text %s", test.value, got, b.Data[plainText])
		}
	}
}
