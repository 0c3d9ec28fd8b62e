package kernelspec

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDoctorSaysWhatIsWrongAndHowToMendIt(t *testing.T) {
	var b bytes.Buffer
	healthy := Doctor(t.Context(), &b, []Check{
		{"Go", func(context.Context) (string, error) { return "", &Fault{"gone", "install Go"} }},
		{"store", func(context.Context) (string, error) { return "/store", nil }},
	})
	if healthy {
		t.Error("healthy in spite of a fault")
	}
	for _, want := range []string{"WRONG  Go", "gone", "to mend it: install Go", "ok     store"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in:\n%s", want, b.String())
		}
	}
}

func TestChecks(t *testing.T) {
	home := t.TempDir()
	record := filepath.Join(home, "kernelspecs")
	program := filepath.Join(home, "jupyter-lab")
	expectFault(t, "nothing installed", CheckSpecs(record))
	if _, err := Install(home, program, record); err != nil {
		t.Fatal(err)
	}
	expectFault(t, "no program", CheckSpecs(record))
	expectFault(t, "no JupyterLab", CheckJupyter(program))
	expectFault(t, "no such folder", CheckWritable("data", filepath.Join(home, "none")))

	script := "#!/bin/sh\necho 4.6.6\n"
	if err := os.WriteFile(program, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	expectFound(t, filepath.Join(home, "kernels", "nabla"), CheckSpecs(record))
	expectFound(t, "4.6.6, "+program, CheckJupyter(filepath.Join(home, "none"), program))
	expectFound(t, home, CheckWritable("data", home))

	if err := os.WriteFile(program, []byte(strings.ReplaceAll(script, "4", "3")), 0o755); err != nil {
		t.Fatal(err)
	}
	expectFault(t, "JupyterLab 3", CheckJupyter(program))
}

func expectFound(t *testing.T, want string, c Check) {
	t.Helper()
	if got, err := c.Look(t.Context()); err != nil || got != want {
		t.Errorf("%s: found %q, %v; want %q", c.Name, got, err, want)
	}
}

func expectFault(t *testing.T, what string, c Check) {
	t.Helper()
	_, err := c.Look(t.Context())
	if fault, ok := err.(*Fault); !ok || fault.Mend == "" {
		t.Errorf("%s: %s gave %v, want a fault with a way to mend it", what, c.Name, err)
	}
}
