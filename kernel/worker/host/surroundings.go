package host

import (
	"os"
	"slices"
	"strings"
	"syscall"
	"time"
)

// surroundings gives a program standard files and arguments of its own, and returns
// what brings back those of before, with the environment, the working directory and
// the settings of the runtime, whatever the program has made of them.
func surroundings() (restore func()) {
	env, dir, settings := os.Environ(), workingDir(), runtimeSettings()
	stdin, stdout, stderr, args, local := os.Stdin, os.Stdout, os.Stderr, os.Args, time.Local
	os.Stdin, os.Stdout, os.Stderr = os.NewFile(0, "/dev/stdin"), os.NewFile(1, "/dev/stdout"), os.NewFile(2, "/dev/stderr")
	os.Args = slices.Clone(args)
	return func() {
		os.Stdin, os.Stdout, os.Stderr, os.Args, time.Local = stdin, stdout, stderr, args, local
		if dir != "" && workingDir() != dir {
			syscall.Chdir(dir) // nobody could do anything about an error
		}
		if now := os.Environ(); !slices.Equal(now, env) {
			setEnvironment(now, env)
		}
		setRuntime(settings)
	}
}

// workingDir is the working directory, whatever the environment says; empty if it has
// been removed.
func workingDir() string {
	dir, _ := syscall.Getwd()
	if !strings.HasPrefix(dir, "/") {
		return ""
	}
	return dir
}

// setEnvironment makes an environment what it was.
func setEnvironment(now, was []string) {
	parse := func(env []string) map[string]string {
		m := make(map[string]string, len(env))
		for _, entry := range env {
			name, value, _ := strings.Cut(entry, "=")
			m[name] = value
		}
		return m
	}
	is, want := parse(now), parse(was)
	for name := range is {
		if _, ok := want[name]; !ok {
			os.Unsetenv(name)
		}
	}
	for name, value := range want {
		if v, ok := is[name]; !ok || v != value {
			os.Setenv(name, value)
		}
	}
}
