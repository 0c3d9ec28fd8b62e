package kernelspec

import (
	"os/exec"
	"testing"
)

func TestUserFolder(t *testing.T) {
	for _, test := range []struct{ jupyter, xdg, want string }{
		{"", "", "/home/é/.local/share/jupyter"},
		{"", "/data", "/data/jupyter"},
		{"", "not/absolute", "/home/é/.local/share/jupyter"},
		{"/lab", "/data", "/lab"},
	} {
		t.Setenv("HOME", "/home/é")
		t.Setenv("JUPYTER_DATA_DIR", test.jupyter)
		t.Setenv("XDG_DATA_HOME", test.xdg)
		if got, err := UserFolder(); err != nil || got != test.want {
			t.Errorf("JUPYTER_DATA_DIR=%q XDG_DATA_HOME=%q: %s, %v; want %s", test.jupyter, test.xdg, got, err, test.want)
		}
	}
}

func TestPythonFolder(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here")
	}
	out, err := exec.Command(python, "-c", "import sys; print(sys.prefix + '/share/jupyter', end='')").Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := PythonFolder(t.Context(), python); err != nil || got != string(out) {
		t.Errorf("got %s, %v; want %s", got, err, out)
	}
	if _, err := PythonFolder(t.Context(), "/nowhere/python3"); err == nil {
		t.Error("no error for a Python that is not there")
	}
}
