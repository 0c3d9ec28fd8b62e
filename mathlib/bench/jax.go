package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

//go:embed jax_rival.py
var script string

// measureJAX runs the script in several processes and enters the best and the
// worst time of each figure. It returns JAX's version, "" without an
// interpreter.
func measureJAX(r results, python string, processes int) (version string, err error) {
	if python == "" {
		return "", nil
	}
	for range processes {
		cmd := exec.Command(python, "-")
		cmd.Stdin = strings.NewReader(script)
		var errors bytes.Buffer
		cmd.Stderr = &errors
		out, err := cmd.Output()
		if err != nil {
			return "", fmt.Errorf("the script of JAX: %w\n%s", err, errors.String())
		}
		if version, err = enterJAX(r, out); err != nil {
			return "", err
		}
	}
	return version, nil
}

// enterJAX reads what the script wrote: its version, and lines of problem,
// number of variables, operator and seconds, with tabs between them.
func enterJAX(r results, out []byte) (version string, err error) {
	s := bufio.NewScanner(bytes.NewReader(out))
	s.Scan()
	version = s.Text()
	for s.Scan() {
		fields := strings.Split(s.Text(), "\t")
		if len(fields) != 4 {
			return "", fmt.Errorf("the script of JAX wrote %q", s.Text())
		}
		n, err := strconv.Atoi(fields[1])
		if err != nil {
			return "", err
		}
		seconds, err := strconv.ParseFloat(fields[3], 64)
		if err != nil {
			return "", err
		}
		r.enter(problem{name: fields[0], n: n}, fields[2], jaxJIT, seconds)
	}
	return version, nil
}
