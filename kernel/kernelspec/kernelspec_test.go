package kernelspec

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestInstallWritesWhatJupyterReads(t *testing.T) {
	home := t.TempDir()
	jupyter, record := filepath.Join(home, "jupyter é"), filepath.Join(home, "nabla", "kernelspecs")
	program := "/somewhere else/bin/nabla"
	folder, err := Install(jupyter, program, record)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(jupyter, "kernels", "nabla"); folder != want {
		t.Errorf("installed into %s, want %s", folder, want)
	}
	text, err := os.ReadFile(filepath.Join(folder, "kernel.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"display_name": "Go (nabla)", "language": "go", "interrupt_mode": "message", "kernel_protocol_version": "5.5",
	} {
		if got[key] != want {
			t.Errorf("%s is %v, want %s", key, got[key], want)
		}
	}
	if _, ok := got["env"]; ok {
		t.Error("env is set")
	}
	argv := []any{program, "kernel", "{connection_file}"}
	if !slices.Equal(got["argv"].([]any), argv) {
		t.Errorf("argv is %v, want %v", got["argv"], argv)
	}
	for _, logo := range []string{"logo-svg.svg", "logo-32x32.png", "logo-64x64.png"} {
		if info, err := os.Stat(filepath.Join(folder, logo)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", logo, err)
		}
	}
}

func TestUninstallLeavesWhatWasThere(t *testing.T) {
	home := t.TempDir()
	record := filepath.Join(home, "kernelspecs")
	other := filepath.Join(home, "b", "kernels", "python3")
	if err := os.MkdirAll(other, 0o755); err != nil {
		t.Fatal(err)
	}
	before := tree(t, home)
	for _, jupyter := range []string{"a/share/jupyter", "b", "b"} { // twice: installing again is safe
		if _, err := Install(filepath.Join(home, jupyter), "/bin/nabla", record); err != nil {
			t.Fatal(err)
		}
	}
	removed, left, err := Uninstall(record)
	if err != nil || len(removed) != 2 || len(left) != 0 {
		t.Errorf("removed %v, left %v, error %v", removed, left, err)
	}
	if after := tree(t, home); !slices.Equal(before, after) {
		t.Errorf("before %v\nafter  %v", before, after)
	}
	if removed, left, err := Uninstall(record); err != nil || removed != nil || left != nil {
		t.Errorf("uninstalling again: removed %v, left %v, error %v", removed, left, err)
	}
}

func TestUninstallLeavesFilesOfTheUser(t *testing.T) {
	home := t.TempDir()
	record := filepath.Join(home, "kernelspecs")
	folder, err := Install(home, "/bin/nabla", record)
	if err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(folder, "kernel.js")
	if err := os.WriteFile(mine, []byte("// mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	removed, left, err := Uninstall(record)
	if err != nil || len(removed) != 0 || !slices.Equal(left, []string{folder}) {
		t.Errorf("removed %v, left %v, error %v", removed, left, err)
	}
	if got := tree(t, folder); !slices.Equal(got, []string{".", "kernel.js"}) {
		t.Errorf("left in the folder: %v", got)
	}
}

func TestInstallRefusesASpecificationOfAnother(t *testing.T) {
	home := t.TempDir()
	theirs := filepath.Join(home, "kernels", "nabla", "kernel.json")
	if err := os.MkdirAll(filepath.Dir(theirs), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(theirs, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	record := filepath.Join(home, "kernelspecs")
	if _, err := Install(home, "/bin/nabla", record); err == nil {
		t.Error("no error")
	}
	if text, _ := os.ReadFile(theirs); string(text) != "{}" {
		t.Errorf("kernel.json is now %s", text)
	}
	if folders, _ := Recorded(record); len(folders) != 0 {
		t.Errorf("recorded %v", folders)
	}
}

// tree lists everything below a folder.
func tree(t *testing.T, root string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		name, _ := filepath.Rel(root, path)
		all = append(all, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
