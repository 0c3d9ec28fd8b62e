package notebooks

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	filed "github.com/gonabla/nabla/kernel/notebook"
)

// TestChinese compares the Chinese edition with the English one: the same cells
// in the same order, the same code and outputs, and texts that are Chinese and
// have the same formulas' number, programs and exercises. -update copies code
// and outputs.
func TestChinese(t *testing.T) {
	forEach(t, func(t *testing.T, nb notebook, file []byte) {
		path := filepath.Join("zh", t.Name()[strings.LastIndex(t.Name(), "/")+1:])
		if *update {
			copyCode(t, file, path)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		chinese, err := readNotebook(text)
		if err != nil {
			t.Fatal(err)
		}
		if len(chinese.Cells) != len(nb.Cells) {
			t.Fatalf("%d cells, the English edition has %d", len(chinese.Cells), len(nb.Cells))
		}
		for i, c := range nb.Cells {
			compareEditions(t, c, chinese.Cells[i])
		}
	})
}

// copyCode copies the code cells with their outputs.
func copyCode(t *testing.T, english []byte, path string) {
	from, err := filed.Read(english)
	if err != nil {
		t.Fatal(err)
	}
	to, err := filed.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range to.Cells {
		if i := slices.IndexFunc(from.Cells, func(e *filed.Cell) bool { return e.ID == c.ID }); c.Type == filed.Code && i >= 0 {
			*c = *from.Cells[i]
		}
	}
	to.Metadata = from.Metadata
	if err := filed.Replace(path, to.Bytes()); err != nil {
		t.Fatal(err)
	}
}

func compareEditions(t *testing.T, english, chinese cell) {
	if english.ID != chinese.ID || english.Type != chinese.Type {
		t.Fatalf("the cell %s of type %s is where the English edition has %s of type %s", chinese.ID, chinese.Type, english.ID, english.Type)
	}
	if english.Type == "code" {
		if a, b := asJSON(t, english), asJSON(t, chinese); !reflect.DeepEqual(a, b) {
			t.Errorf("cell %s: code or outputs are not those of the English edition; go test ./notebooks -update copies them", english.ID)
		}
		return
	}
	if !slices.ContainsFunc([]rune(chinese.text()), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Errorf("cell %s is not Chinese: %.60s", chinese.ID, chinese.text())
	}
	for what, pattern := range editionMarks {
		if a, b := len(pattern.FindAllString(english.text(), -1)), len(pattern.FindAllString(chinese.text(), -1)); a != b {
			t.Errorf("cell %s: %d %s, the English edition has %d", english.ID, b, what, a)
		}
	}
}

// editionMarks are what both editions must have the same number of.
var editionMarks = map[string]*regexp.Regexp{
	"displayed formulas": regexp.MustCompile(`\$\$`),
	"programs":           regexp.MustCompile("(?m)^```"),
	"exercises":          regexp.MustCompile(`(?m)^\*\*\d+\.\*\* `),
	"answers":            regexp.MustCompile(`<details>`),
	"headings":           regexp.MustCompile(`(?m)^#+ `),
	"rows of tables":     regexp.MustCompile(`(?m)^\|`),
}

func asJSON(t *testing.T, c cell) (v any) {
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
