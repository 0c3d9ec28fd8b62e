package notebooks

import (
	"flag"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the notebooks come to into README.md and testdata")

// A workedExample is a number, or a few of them, that a tutorial must come to.
type workedExample struct {
	cell     string // its id
	what     string // in the reader's words
	expected string // computed by other means: by hand, with numpy, sympy or mpmath
	found    string // a regular expression for the cell's text; what its groups match is the obtained value
}

// workedExamples lists them, by notebook, in the order of the notebook.
var workedExamples = map[string][]workedExample{
	"00-start-here":                startHere,
	"01-gradient-and-jacobian":     gradientAndJacobian,
	"02-matrix-calculus":           matrixCalculus,
	"03-chain-rule-and-newton-cg":  chainRuleAndNewtonCG,
	"04-approximating-the-hessian": approximatingTheHessian,
	"05-minimum-or-saddle":         minimumOrSaddle,
}

// obtained returns what the cell's text has to say, or why it says nothing.
func (e workedExample) obtained(text string) (string, error) {
	pattern, err := regexp.Compile(e.found)
	if err != nil {
		return "", err
	}
	groups := pattern.FindStringSubmatch(text)
	if groups == nil {
		return "", fmt.Errorf("%s is not found in\n%s", e.found, text)
	}
	if len(groups) > 1 {
		groups = groups[1:]
	}
	for i, g := range groups {
		groups[i] = strings.ReplaceAll(strings.Join(strings.Fields(g), " "), "[ ", "[") // matrices are padded
	}
	return strings.Join(groups, ", "), nil
}

// sameValue compares an expected value with an obtained one: the words must be
// equal, and numbers agree in all digits that both have.
func sameValue(expected, obtained string) bool {
	if numberPattern.ReplaceAllString(expected, "#") != numberPattern.ReplaceAllString(obtained, "#") {
		return false
	}
	a, b := numberPattern.FindAllString(expected, -1), numberPattern.FindAllString(obtained, -1)
	for i := range a {
		x, _ := strconv.ParseFloat(a[i], 64)
		y, _ := strconv.ParseFloat(b[i], 64)
		if math.Abs(x-y) > max(lastDigit(a[i]), lastDigit(b[i]))*(0.5+1e-9) && x != y {
			return false
		}
	}
	return true
}

// lastDigit returns what a number's last digit counts; whole numbers are
// exact.
func lastDigit(s string) float64 {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	_, fraction, ok := strings.Cut(mantissa, ".")
	e, _ := strconv.Atoi(exponent)
	if !ok && exponent == "" {
		return 0
	}
	return math.Pow10(e - len(fraction))
}

func TestSameValue(t *testing.T) {
	for _, test := range []struct {
		expected, obtained string
		same               bool
	}{
		{"2.236068", "2.2360680", true},
		{"2.23606797749979", "2.2361", true},
		{"2.23606797749979", "2.2362", false},
		{"0, 4", "0, 4", true},
		{"0, 4", "0, 4.1", false},
		{"-2, 2", "2, -2", false},
		{"strict saddle", "strict saddle", true},
		{"strict saddle", "saddle", false},
		{"2e-31", "1.9e-31", true},
		{"2", "3", false},
		{"1", "1.0000", true},
	} {
		if got := sameValue(test.expected, test.obtained); got != test.same {
			t.Errorf("%q and %q: the same %v, want %v", test.expected, test.obtained, got, test.same)
		}
	}
}

// TestWorkedExamples checks the numbers in the outputs that are committed, and
// that README.md lists them.
func TestWorkedExamples(t *testing.T) {
	var table strings.Builder
	forEach(t, func(t *testing.T, nb notebook, _ []byte) {
		name := strings.TrimSuffix(t.Name()[strings.LastIndex(t.Name(), "/")+1:], ".ipynb")
		if len(workedExamples[name]) == 0 {
			t.Fatal("no worked examples are listed for this notebook")
		}
		fmt.Fprintf(&table, "\n### [%s](%s.ipynb)\n\n| example | cell | expected | obtained |\n|---|---|---|---|\n", title(nb), name)
		for _, e := range workedExamples[name] {
			obtained, err := e.check(nb)
			if err != nil {
				t.Errorf("cell %s, %s: %v", e.cell, e.what, err)
			}
			fmt.Fprintf(&table, "| %s | `%s` | %s | %s |\n", inTable(e.what), e.cell, inTable(e.expected), inTable(obtained))
		}
	})
	compareReadme(t, table.String())
}

// check compares what the example's cell came to.
func (e workedExample) check(nb notebook) (obtained string, err error) {
	i := slices.IndexFunc(nb.Cells, func(c cell) bool { return c.ID == e.cell })
	if i < 0 {
		return "", fmt.Errorf("there is no such cell")
	}
	if obtained, err = e.obtained(outputText(nb.Cells[i])); err != nil {
		return "", err
	}
	if !sameValue(e.expected, obtained) {
		return obtained, fmt.Errorf("obtained %s, expected %s", obtained, e.expected)
	}
	return obtained, nil
}

func title(nb notebook) string {
	line, _, _ := strings.Cut(nb.Cells[0].text(), "\n")
	return strings.TrimPrefix(line, "# ")
}

func inTable(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

const tableMark = "<!-- made by go test ./notebooks -update -->\n"

// compareReadme compares the table at the end of README.md, or writes it.
func compareReadme(t *testing.T, table string) {
	file, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	text, committed, ok := strings.Cut(string(file), tableMark)
	if !ok {
		t.Fatalf("README.md has no line %q", tableMark)
	}
	if *update && committed != table {
		if err := os.WriteFile("README.md", []byte(text+tableMark+table), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if committed != table {
		t.Error("README.md does not have what the notebooks come to: go test ./notebooks -update writes it")
	}
}

// brackets writes the rows of a matrix in one way.
var brackets = strings.NewReplacer("⎡", "[", "⎢", "[", "⎣", "[", "⎤", "]", "⎥", "]", "⎦", "]")

// outputText is everything that a cell has written or shown as text, with the
// rows of matrices in brackets.
func outputText(c cell) string {
	var b strings.Builder
	for _, output := range outputs(c) {
		b.WriteString(joined(output["text"]))
		if data, ok := output["data"].(map[string]any); ok {
			b.WriteString(joined(data["text/plain"]) + "\n")
		}
	}
	return brackets.Replace(b.String())
}
