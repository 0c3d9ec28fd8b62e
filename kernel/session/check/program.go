package check

import (
	"regexp"
	"slices"
)

// A standIn is what a program gets of a package that keeps something for the
// whole process: statements that put it aside until the program has ended, and
// make it anew. What belongs to the process itself, such as os.Args, is the worker's
// to put aside. <path> stands for the name of a package in the file.
type standIn struct {
	path, text string
	uses       []string // packages of the text
}

// atEnd is the package that does at the end of the program what stand-ins ask for.
const atEnd = "github.com/gonabla/nabla/kernel/worker/atend"

// standIns are in the order in which they have to be made. <atend> is the package
// above.
var standIns = []standIn{
	{"flag", `{ f, usage := <flag>.CommandLine, <flag>.Usage; <atend>.Do(func() { <flag>.CommandLine, <flag>.Usage = f, usage }) }
<flag>.CommandLine = <flag>.NewFlagSet(<os>.Args[0], <flag>.ExitOnError)
<flag>.Usage = func() { <fmt>.Fprintf(<flag>.CommandLine.Output(), "Usage of %s:\n", <os>.Args[0]); <flag>.PrintDefaults() }
<flag>.CommandLine.Usage = func() { <flag>.Usage() }`, []string{"os", "fmt"}},
	{"log", `{ flags, prefix, w := <log>.Flags(), <log>.Prefix(), <log>.Writer(); <atend>.Do(func() { <log>.SetFlags(flags); <log>.SetPrefix(prefix); <log>.SetOutput(w) }) }
<log>.SetFlags(<log>.LstdFlags); <log>.SetPrefix(""); <log>.SetOutput(<os>.Stderr)`, []string{"os"}},
	{"log/slog", `{ l := <log/slog>.Default(); <atend>.Do(func() { <log/slog>.SetDefault(l) }) }`, []string{"log"}},
	{"net/http", `{ m, c, t := <net/http>.DefaultServeMux, <net/http>.DefaultClient, <net/http>.DefaultTransport; <atend>.Do(func() { <net/http>.DefaultServeMux, <net/http>.DefaultClient, <net/http>.DefaultTransport = m, c, t }) }
<net/http>.DefaultServeMux, <net/http>.DefaultClient = <net/http>.NewServeMux(), &<net/http>.Client{}
if t, ok := <net/http>.DefaultTransport.(*<net/http>.Transport); ok { <net/http>.DefaultTransport = t.Clone() }`, nil},
	{"net/http/pprof", `<net/http>.HandleFunc("GET /debug/pprof/", <net/http/pprof>.Index); <net/http>.HandleFunc("GET /debug/pprof/cmdline", <net/http/pprof>.Cmdline); <net/http>.HandleFunc("GET /debug/pprof/profile", <net/http/pprof>.Profile); <net/http>.HandleFunc("GET /debug/pprof/symbol", <net/http/pprof>.Symbol); <net/http>.HandleFunc("GET /debug/pprof/trace", <net/http/pprof>.Trace)`, []string{"net/http"}},
	{"expvar", `<net/http>.Handle("GET /debug/vars", <expvar>.Handler())
<expvar>.Publish("cmdline", <expvar>.Func(func() any { return <os>.Args }))
<expvar>.Publish("memstats", <expvar>.Func(func() any { m := new(<runtime>.MemStats); <runtime>.ReadMemStats(m); return *m }))`, []string{"net/http", "os", "runtime"}},
	{"net/rpc", `{ s := <net/rpc>.DefaultServer; <atend>.Do(func() { <net/rpc>.DefaultServer = s }) }
<net/rpc>.DefaultServer = <net/rpc>.NewServer()`, nil},
	{"crypto/rand", `{ r := <crypto/rand>.Reader; <atend>.Do(func() { <crypto/rand>.Reader = r }) }`, nil},
	{"runtime/pprof", `<atend>.Do(<runtime/pprof>.StopCPUProfile)`, nil},
	{"runtime/trace", `<atend>.Do(<runtime/trace>.Stop)`, nil},
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
		for _, path := range append([]string{s.path, atEnd}, s.uses...) {
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
			d.WriteString(packageInText.ReplaceAllStringFunc(s.text, func(p string) string {
				if p == "<atend>" {
					return Alias(atEnd)
				}
				return Alias(p[1 : len(p)-1])
			}))
			d.WriteString("\n")
		}
	}
}
