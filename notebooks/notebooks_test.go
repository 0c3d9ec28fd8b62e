// Package notebooks holds the tutorials. Its tests check
// their form (what Jupyter demands of a notebook, and what we demand of a
// tutorial), run them, compare what they show with what is committed, and
// compare that with numbers that are known from elsewhere. That they look right
// in JupyterLab is checked by the acceptance tests of the kernel.
package notebooks

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A notebook in the form of nbformat 4.5. Fields that are missing here are
// mistakes in a notebook.
type notebook struct {
	Cells    []cell `json:"cells"`
	Metadata struct {
		Kernelspec   map[string]string `json:"kernelspec"`
		LanguageInfo map[string]any    `json:"language_info"`
	} `json:"metadata"`
	Format      int `json:"nbformat"`
	FormatMinor int `json:"nbformat_minor"`
}

type cell struct {
	Type           string            `json:"cell_type"`
	ID             string            `json:"id"`
	Metadata       *map[string]any   `json:"metadata"`
	Source         []string          `json:"source"`
	ExecutionCount *json.RawMessage  `json:"execution_count"`
	Outputs        *[]map[string]any `json:"outputs"`
}

func (c cell) text() string { return strings.Join(c.Source, "") }

// forEach runs a test for every notebook of the folder.
func forEach(t *testing.T, test func(t *testing.T, nb notebook, file []byte)) {
	paths, err := filepath.Glob("*.ipynb")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no notebooks: %v", err)
	}
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			file, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			nb, err := readNotebook(file)
			if err != nil {
				t.Fatal(err)
			}
			test(t, nb, file)
		})
	}
}

func TestFormat(t *testing.T) {
	validID := regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)
	forEach(t, func(t *testing.T, nb notebook, _ []byte) {
		if nb.Format != 4 || nb.FormatMinor != 5 {
			t.Errorf("nbformat %d.%d, want 4.5", nb.Format, nb.FormatMinor)
		}
		if k := nb.Metadata.Kernelspec; k["name"] != "nabla" || k["display_name"] != "Go (nabla)" || k["language"] != "go" {
			t.Errorf("kernelspec %v", k)
		}
		if l := nb.Metadata.LanguageInfo; l["name"] != "go" || l["pygments_lexer"] != "go" || l["file_extension"] != ".go" {
			t.Errorf("language_info %v", l)
		}
		seen := map[string]bool{}
		for i, c := range nb.Cells {
			if !validID.MatchString(c.ID) || seen[c.ID] {
				t.Errorf("cell %d: the id %q is not valid or not unique", i, c.ID)
			}
			seen[c.ID] = true
			checkCell(t, c)
		}
	})
}

// checkCell checks that a cell has what its type demands, and no more.
func checkCell(t *testing.T, c cell) {
	if c.Metadata == nil {
		t.Errorf("cell %s has no metadata", c.ID)
	}
	switch c.Type {
	case "markdown":
		if c.Outputs != nil || c.ExecutionCount != nil {
			t.Errorf("cell %s is text and has outputs", c.ID)
		}
	case "code":
		if c.Outputs == nil {
			t.Errorf("cell %s has no list of outputs", c.ID)
		}
	default:
		t.Errorf("cell %s is of type %q", c.ID, c.Type)
	}
	for i, line := range c.Source {
		if last := i == len(c.Source)-1; strings.HasSuffix(line, "\n") == last || strings.Count(line, "\n") > 1 {
			t.Errorf("cell %s: the source is not split at its lines", c.ID)
			break
		}
	}
}

func TestTutorial(t *testing.T) {
	forEach(t, func(t *testing.T, nb notebook, _ []byte) {
		first, last := nb.Cells[0].text(), nb.Cells[len(nb.Cells)-1].text()
		if !strings.HasPrefix(first, "# ") || !strings.Contains(first, "**What you will learn**") {
			t.Errorf("it does not open with what it teaches: %.80s", first)
		}
		if !strings.HasPrefix(last, "## Exercises") {
			t.Errorf("it does not end with exercises: %.80s", last)
		}
		exercises := len(regexp.MustCompile(`(?m)^\*\*\d+\.\*\* `).FindAllString(last, -1))
		answers := strings.Count(last, "<details><summary>Answer</summary>\n\n")
		if exercises == 0 || answers != exercises || strings.Count(last, "\n\n</details>") != exercises {
			t.Errorf("%d exercises and %d hidden answers", exercises, answers)
		}
	})
}

func TestNoPlaceOfAMachine(t *testing.T) {
	place := regexp.MustCompile(`(/(?:home|root|Users|tmp)/|/go/pkg/mod|[A-Z]:\\\\)[^"\\]*`)
	forEach(t, func(t *testing.T, _ notebook, file []byte) {
		if found := place.Find(file); found != nil {
			t.Errorf("it names a place on one machine: %s", found)
		}
	})
}

// TestOutputs checks what is committed with the notebooks: no error, text
// beside everything, and a description with every picture.
func TestOutputs(t *testing.T) {
	image := regexp.MustCompile(`<img [^>]*>`)
	description := regexp.MustCompile(`alt="[^"]{8,}`)
	forEach(t, func(t *testing.T, nb notebook, _ []byte) {
		for _, c := range nb.Cells {
			if c.Outputs == nil {
				continue
			}
			for _, output := range *c.Outputs {
				if output["output_type"] == "error" && !tagged(c, "raises-exception") {
					t.Errorf("cell %s: %v: %v", c.ID, output["ename"], output["evalue"])
				}
				data, ok := output["data"].(map[string]any)
				if !ok {
					continue
				}
				if data["text/plain"] == nil {
					t.Errorf("cell %s: no text beside its output", c.ID)
				}
				for _, tag := range image.FindAllString(joined(data["text/html"]), -1) {
					if !description.MatchString(tag) {
						t.Errorf("cell %s: a picture without description: %.100s", c.ID, tag)
					}
				}
			}
		}
	})
}

// joined gives a text that may be stored as a list of lines.
func joined(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var b strings.Builder
		for _, line := range v {
			s, _ := line.(string)
			b.WriteString(s)
		}
		return b.String()
	}
	return ""
}
