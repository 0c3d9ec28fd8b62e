package check

import (
	"regexp"
	"slices"
)

// A standIn is what a program gets of a package that keeps something for the
// whole process: statements that put it aside until the program has ended, and
// make it anew. <path> stands for the name of a package in the file.
type standIn struct {
	path, text string
	uses       []string // packages of the text
}

// standIns are in the order in which they have to be made.
var standIns = []standIn{
	{"os", `defer func(args []string) { <os>.Args = args }(<os>.Args); <os>.Args = append([]string(nil), <os>.Args...)`, nil},
	{"flag", `defer func(f *<flag>.FlagSet, usage func()) { <flag>.CommandLine, <flag>.Usage = f, usage }(<flag>.CommandLine, <flag>.Usage)
<flag>.CommandLine = <flag>.NewFlagSet(<os>.Args[0], <flag>.ExitOnError)
<flag>.Usage = func() { <fmt>.Fprintf(<flag>.CommandLine.Output(), "Usage of %s:\n", <os>.Args[0]); <flag>.PrintDefaults() }
<flag>.CommandLine.Usage = func() { <flag>.Usage() }`, []string{"os", "fmt"}},
	{"log", `defer func(flags int, prefix string, w <io>.Writer) { <log>.SetFlags(flags); <log>.SetPrefix(prefix); <log>.SetOutput(w) }(<log>.Flags(), <log>.Prefix(), <log>.Writer())
<log>.SetFlags(<log>.LstdFlags); <log>.SetPrefix(""); <log>.SetOutput(<os>.Stderr)`, []string{"io", "os"}},
	{"log/slog", `defer <log/slog>.SetDefault(<log/slog>.Default())`, []string{"log"}},
	{"net/http", `defer func(m *<net/http>.ServeMux, c *<net/http>.Client, t <net/http>.RoundTripper) { <net/http>.DefaultServeMux, <net/http>.DefaultClient, <net/http>.DefaultTransport = m, c, t }(<net/http>.DefaultServeMux, <net/http>.DefaultClient, <net/http>.DefaultTransport)
<net/http>.DefaultServeMux, <net/http>.DefaultClient = <net/http>.NewServeMux(), &<net/http>.Client{}`, nil},
	{"net/http/pprof", `<net/http>.HandleFunc("GET /debug/pprof/", <net/http/pprof>.Index); <net/http>.HandleFunc("GET /debug/pprof/cmdline", <net/http/pprof>.Cmdline); <net/http>.HandleFunc("GET /debug/pprof/profile", <net/http/pprof>.Profile); <net/http>.HandleFunc("GET /debug/pprof/symbol", <net/http/pprof>.Symbol); <net/http>.HandleFunc("GET /debug/pprof/trace", <net/http/pprof>.Trace)`, []string{"net/http"}},
	{"expvar", `<net/http>.Handle("GET /debug/vars", <expvar>.Handler())
<expvar>.Publish("cmdline", <expvar>.Func(func() any { return <os>.Args }))
<expvar>.Publish("memstats", <expvar>.Func(func() any { m := new(<runtime>.MemStats); <runtime>.ReadMemStats(m); return *m }))`, []string{"net/http", "os", "runtime"}},
}

var packageInText = regexp.MustCompile(`<[a-z/]+>`)

// useStandIns imports what the stand-ins of a program's packages need.
func (k *checker) useStandIns() {
	if !k.env.Program {
		return
	}
	needed := map[string]bool{}
	for _, i := range k.imports {
		needed[i.Path] = true
	}
	for _, s := range slices.Backward(standIns) {
		if !needed[s.path] {
			continue
		}
		for _, path := range append([]string{s.path}, s.uses...) {
			needed[path] = true
			k.spelled[Alias(path)], k.extra[Alias(path)] = path, true
		}
	}
}

// writeStandIns begins the function that runs a program.
func (k *checker) writeStandIns(d *draft) {
	if !k.env.Program {
		return
	}
	for _, s := range standIns {
		if k.extra[Alias(s.path)] {
			d.WriteString(packageInText.ReplaceAllStringFunc(s.text, func(p string) string { return Alias(p[1 : len(p)-1]) }))
			d.WriteString("\n")
		}
	}
}
