// Bench measures the derivatives of mathlib beside those of others, gonum's
// differences and hyper-dual numbers and JAX, all in one run. It prints the
// tables of ../BENCHMARKS.md, or writes them there:
//
//	go run ./mathlib/bench -jax python3 -write mathlib/BENCHMARKS.md
//
// Every figure is the time of one call, the shortest of many batches: what else
// the machine does can only make a batch longer. JAX is measured by a script
// that the given interpreter runs, in several processes one after the other,
// since they differ; its column has the best of them and the worst. Without
// -jax that column stays empty.
//
// The benchmarks of go test have mathlib's own figures alone.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	python := flag.String("jax", "", "a Python `interpreter` that has JAX")
	processes := flag.Int("processes", 6, "how many processes measure JAX")
	file := flag.String("write", "", "the `file` between whose marks the tables go")
	rounds := flag.Int("rounds", 60, "batches for each figure")
	length := flag.Duration("batch", 2*time.Millisecond, "the length of a batch")
	flag.Parse()
	if err := run(*python, *processes, *file, timer{*rounds, *length}); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(python string, processes int, file string, t timer) error {
	r := results{}
	for _, p := range problems() {
		measureOurs(r, p, t)
		measureGonum(r, p, t)
	}
	jax, err := measureJAX(r, python, processes)
	if err != nil {
		return err
	}
	tables := environment(jax) + r.tables()
	if file == "" {
		fmt.Print(tables)
		return nil
	}
	return replaceTables(file, tables)
}

// The marks between which a file has the tables.
const (
	begin = "<!-- tables: written by go run ./mathlib/bench -->\n"
	end   = "<!-- end of the tables -->\n"
)

func replaceTables(file, tables string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, found := strings.Cut(rest, end)
	if !ok || !found {
		return fmt.Errorf("%s has no line %q, or none %q after it", file, strings.TrimSpace(begin), strings.TrimSpace(end))
	}
	return os.WriteFile(file, []byte(before+begin+"\n"+tables+"\n"+end+after), 0o644)
}
