package kernelspec

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// again is how most faults are mended.
const again = "run ./install.sh in a checkout of nabla again, or: nabla install"

// CheckSpecs looks at the specifications that the record names: that there is
// one, that each is complete, and that the program it starts exists.
func CheckSpecs(record string) Check {
	return Check{"kernelspec", func(context.Context) (string, error) {
		folders, err := Recorded(record)
		if err != nil {
			return "", err
		}
		if len(folders) == 0 {
			return "", &Fault{"Jupyter has not been told of the kernel", again}
		}
		for _, folder := range folders {
			if err := checkSpec(folder); err != nil {
				return "", err
			}
		}
		return strings.Join(folders, ", "), nil
	}}
}

// checkSpec looks at one specification.
func checkSpec(folder string) error {
	file := filepath.Join(folder, "kernel.json")
	text, err := os.ReadFile(file)
	if err != nil {
		return &Fault{err.Error(), again}
	}
	var spec Spec
	if err := json.Unmarshal(text, &spec); err != nil || len(spec.Argv) == 0 {
		return &Fault{file + " cannot be understood", again}
	}
	if _, err := exec.LookPath(spec.Argv[0]); err != nil {
		return &Fault{fmt.Sprintf("%s starts a program that cannot be run: %v", file, err), again}
	}
	return nil
}

// CheckJupyter looks for JupyterLab 4: the first of the commands given that exists.
func CheckJupyter(commands ...string) Check {
	return Check{"JupyterLab", func(ctx context.Context) (string, error) {
		for _, command := range commands {
			path, err := exec.LookPath(command)
			if err != nil {
				continue
			}
			out, err := exec.CommandContext(ctx, path, "--version").Output()
			if err != nil {
				return "", &Fault{fmt.Sprintf("%s --version: %v", path, err), again}
			}
			version := strings.TrimSpace(string(out))
			if !strings.HasPrefix(version, "4.") {
				return "", &Fault{fmt.Sprintf("%s is version %s", path, version), "install JupyterLab 4; ./install.sh does it in an environment of its own"}
			}
			return version + ", " + path, nil
		}
		return "", &Fault{"none was found (" + strings.Join(commands, ", ") + ")", "install JupyterLab 4; ./install.sh does it in an environment of its own"}
	}}
}

// CheckWritable looks whether files can be made in a folder.
func CheckWritable(name, folder string) Check {
	return Check{name, func(context.Context) (string, error) {
		file, err := os.CreateTemp(folder, ".doctor-*")
		if err != nil {
			return "", &Fault{err.Error(), "make " + folder + " a folder that you may write to"}
		}
		file.Close()
		return folder, os.Remove(file.Name())
	}}
}
