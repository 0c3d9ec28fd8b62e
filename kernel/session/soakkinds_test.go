package session

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// soakKinds are the kinds of cells. One that is rare comes up less often; while
// there is a fault only simple ones run, which have one effect or none.
var soakKinds = []struct {
	name   string
	simple bool
	rare   int
	cell   func(k *soak) soakCell
}{
	{"number", true, 0, (*soak).whole},
	{"add", true, 0, (*soak).add},
	{"text", true, 0, (*soak).text},
	{"list", true, 0, (*soak).list},
	{"map", true, 0, (*soak).table},
	{"other type", true, 0, (*soak).retyped},
	{"function", false, 0, (*soak).function},
	{"caller", false, 0, (*soak).caller},
	{"type", false, 0, (*soak).pointType},
	{"point", false, 0, (*soak).point},
	{"pointer", true, 0, (*soak).pointer},
	{"through a pointer", true, 0, (*soak).through},
	{"remove", true, 1, (*soak).remove},
	{"given up", false, 60, givenUp},
	{"closure", true, 0, (*soak).closure},
	{"count", true, 0, (*soak).count},
	{"server", true, 0, (*soak).server},
	{"ask server", false, 0, (*soak).askServer},
	{"panic", false, 0, (*soak).panics},
	{"exit", false, 1, fixed("defer fmt.Println(\"deferred\")\nos.Exit(3)", "deferred", "exit status 3")},
	{"nil map", false, 1, fixed("var none map[string]int\nnone[\"a\"] = 1", "", "nil map")},
	{"goroutine panic", false, 0, fixed("go func() { panic(\"alone\") }()", "a goroutine ended: alone", "")},
	{"interrupt", false, 3, (*soak).interrupted},
	{"interrupted wait", false, 3, fixedInterrupt("defer fmt.Println(\"deferred\")\nfmt.Println(\"running\"); select {}")},
	{"interrupted sleep", false, 3, fixedInterrupt("fmt.Println(\"running\"); time.Sleep(time.Hour)")},
	{"interrupted command", false, 5, fixedInterrupt("!echo running; sleep 1000")},
	{"overflow", false, 40, fixed("{ var deeper func(int) int; deeper = func(n int) int { var wide [100]int; wide[n%100] = deeper(n+1); return wide[n%7] }; deeper(0) }", "", "stack overflow")},
	{"print", true, 0, (*soak).prints},
	{"input", false, 0, (*soak).input},
	{"no input", false, 1, fixed("{ var line string; _, err := fmt.Scanln(&line); fmt.Println(err != nil) }", "true", "")},
	{"command", true, 0, fixed("!echo one; echo two", "one\ntwo\n", "")},
	{"environment", true, 1, fixed("%env SOAK=3", "SOAK", "")},
	{"file", false, 0, fixed("%%writefile soak.txt\none\ntwo", "8 bytes written", "")},
	{"who", true, 1, fixed("%who", "", "")},
	{"time", false, 1, fixed("%time fmt.Println(6 * 7)", "42", "")},
	{"bad command", true, 1, fixed("%nonsense", "", "nonsense")},
	{"program", false, 0, (*soak).program},
	{"program that exits", false, 1, fixed("package main\n\nimport \"os\"\n\nvar a0 = \"of the program\"\n\nfunc main() { println(a0); os.Exit(4) }", "", "exit status 4")},
	{"markup", false, 0, fixed("display.HTML(\"<b>bold</b>\")", "[display text/html]", "")},
	{"matrix", false, 0, fixed("mat.NewDense(2, 2, []float64{1, 2, 3, 4})", "[result", "")},
	{"result", false, 0, fixed("strings.Repeat(\"ab\", 3)", "ababab", "")},
	{"type error", false, 0, fixed("var wrong int = \"text\"", "", "cannot use")},
	{"syntax error", false, 0, fixed("for {", "", "line 1")},
	{"generic", false, 0, fixed("func largest[T cmp.Ordered](list ...T) T { return slices.Max(list) }\nfmt.Println(largest(3, 5, 4), largest(\"b\", \"a\"))", "5 b", "")},
	{"import", true, 2, (*soak).imports},
	{"unknown import", true, 9, fixed("import \"example.com/unknown\"\nunknown.F()", "", "unknown")},
}

// fixed makes cells that are always the same, and change nothing.
func fixed(code, want, fails string) func(*soak) soakCell {
	return func(*soak) soakCell { return soakCell{code: code, want: want, fails: fails} }
}

func fixedInterrupt(code string) func(*soak) soakCell {
	return func(*soak) soakCell {
		return soakCell{code: code, want: "running", fails: "interrupted at cell", interrupt: "running"}
	}
}

// givenUp is a cell that cannot be stopped.
func givenUp(*soak) soakCell {
	return soakCell{code: "var mu sync.Mutex\nmu.Lock()\nfmt.Println(\"running\")\nmu.Lock()", want: "running", fails: "Interrupted: ", abandon: "running"}
}

// name makes one of a few names that begin with a letter.
func (k *soak) name(letter string) string { return fmt.Sprint(letter, k.random.IntN(5)) }

// set is what a cell does that sets a variable.
func (k *soak) set(name string, value any) func() {
	return func() { k.model.values[name] = value }
}

func (k *soak) whole() soakCell {
	name, n := k.name("a"), k.random.IntN(1000)
	return soakCell{code: fmt.Sprintf("%s := %d\n%[1]s", name, n), want: fmt.Sprintf("[result] %d\n", n), ran: k.set(name, n)}
}

func (k *soak) add() soakCell {
	name, old, ok := having[int](k.model, k.random)
	if !ok {
		return k.whole()
	}
	n := k.random.IntN(1000)
	return soakCell{code: fmt.Sprintf("%s += %d", name, n), ran: k.set(name, old+n)}
}

func (k *soak) text() soakCell {
	name, text := k.name("s"), strings.Repeat("ünï ", k.random.IntN(5))+"end"
	return soakCell{code: fmt.Sprintf("var %s = %q\nfmt.Print(%[1]s)", name, text), want: text, ran: k.set(name, text)}
}

func (k *soak) list() soakCell {
	name, old, ok := having[[]int](k.model, k.random)
	if !ok || len(old) > 50 {
		name = k.name("l")
		return soakCell{code: name + " := []int{1, 2, 3}", ran: k.set(name, []int{1, 2, 3})}
	}
	n := k.random.IntN(1000)
	return soakCell{code: fmt.Sprintf("%s = append(%[1]s, %d)\nlen(%[1]s)", name, n),
		want: fmt.Sprintf("[result] %d\n", len(old)+1), ran: k.set(name, append(slices.Clone(old), n))}
}

func (k *soak) table() soakCell {
	name, old, ok := having[map[int]int](k.model, k.random)
	if !ok {
		name = k.name("m")
		return soakCell{code: name + " := map[int]int{}", ran: k.set(name, map[int]int{})}
	}
	key, value := k.random.IntN(20), k.random.IntN(1000)
	changed := maps.Clone(old)
	if _, there := old[key]; there && k.random.IntN(2) == 0 {
		delete(changed, key)
		return soakCell{code: fmt.Sprintf("delete(%s, %d)", name, key), ran: k.set(name, changed)}
	}
	changed[key] = value
	return soakCell{code: fmt.Sprintf("%s[%d] = %d", name, key, value), ran: k.set(name, changed)}
}

// retyped gives a variable a value of any type.
func (k *soak) retyped() soakCell {
	name := k.name("r")
	values := []any{k.random.IntN(1000), "text", []int{3, 4}, map[int]int{5: 6}}
	value := values[k.random.IntN(len(values))]
	return soakCell{code: fmt.Sprintf("%s := %#v", name, value), ran: k.set(name, value)}
}

func (k *soak) function() soakCell {
	f := function{factor: k.random.IntN(9), summand: k.random.IntN(1000), arguments: 1 + k.random.IntN(5)/4}
	return k.defined(k.name("f"), f)
}

// caller is a function that calls another, which may not be there any more later,
// and has a variable, which may not, either.
func (k *soak) caller() soakCell {
	variable, _, ok := having[int](k.model, k.random)
	inner := k.name("f")
	if !ok || k.model.functions[inner].arguments != 1 {
		return k.function()
	}
	return k.defined(k.name("g"), function{arguments: 1, inner: inner, variable: variable})
}

// defined has its effect even if the worker dies.
func (k *soak) defined(name string, f function) soakCell {
	return soakCell{code: f.define(name), ran: func() {
		k.model.functions = maps.Clone(k.model.functions)
		k.model.functions[name] = f
	}}
}

func (k *soak) pointType() soakCell {
	name := k.name("T")
	p := pointType{narrow: k.random.IntN(3) == 0, swapped: k.random.IntN(4) == 0, factor: 1 + k.random.IntN(5)}
	if old, ok := k.model.types[name]; ok && k.random.IntN(2) == 0 {
		p.narrow, p.swapped = old.narrow, old.swapped // another method alone
	}
	return soakCell{code: p.define(name), ran: func() {
		k.model.types = maps.Clone(k.model.types)
		k.model.types[name] = p
		if p.narrow {
			k.model.narrow(name)
		}
	}}
}

func (k *soak) point() soakCell {
	typ := k.name("T")
	p, ok := k.model.types[typ]
	if !ok {
		return k.pointType()
	}
	v := point{typ: typ, a: k.random.IntN(1000), b: k.random.IntN(1000)}
	fields := fmt.Sprintf("A: %d, B: %d", v.a, v.b)
	if !p.narrow {
		v.c = "c"
		fields += `, C: "c"`
	}
	if name := "x" + typ[1:]; k.random.IntN(3) == 0 {
		return soakCell{code: fmt.Sprintf("var %s any = %s{%s}", name, typ, fields), ran: k.set(name, boxed(v))}
	}
	name := "p" + typ[1:]
	return soakCell{code: fmt.Sprintf("%s := &%s{%s}", name, typ, fields), ran: k.set(name, v)}
}

// pointer has one variable point to another.
func (k *soak) pointer() soakCell {
	to, _, ok := having[int](k.model, k.random)
	if !ok {
		return k.whole()
	}
	name := k.name("y")
	return soakCell{code: fmt.Sprintf("%s := &%s", name, to), ran: k.set(name, pointer(to))}
}

// through changes a variable by its address.
func (k *soak) through() soakCell {
	name, to, ok := having[pointer](k.model, k.random)
	if !ok {
		return k.pointer()
	}
	old := k.model.values[string(to)].(int)
	return soakCell{code: fmt.Sprintf("*%s += 3\n%s", name, to), want: fmt.Sprintf("[result] %d\n", old+3), ran: k.set(string(to), old+3)}
}

func (k *soak) remove() soakCell {
	name, _, ok := having[int](k.model, k.random)
	if !ok {
		return k.whole()
	}
	return soakCell{code: "%rm " + name, ran: func() { k.model.drop(name) }}
}

func (k *soak) closure() soakCell {
	name, n := k.name("c"), k.random.IntN(1000)
	return soakCell{code: fmt.Sprintf("%s := func() func() int { n := %d; return func() int { n++; return n } }()", name, n), ran: k.set(name, lost{n})}
}

func (k *soak) count() soakCell {
	name := k.name("c")
	c, ok := k.model.values[name].(lost)
	if !ok {
		return k.closure()
	}
	return soakCell{code: name + "()", want: fmt.Sprintf("[result] %d\n", c.n+1), ran: k.set(name, lost{c.n + 1})}
}

// server starts a goroutine that ends when another takes its place.
func (k *soak) server() soakCell {
	n := k.random.IntN(5)
	in, out := fmt.Sprint("in", n), fmt.Sprint("out", n)
	code := ""
	if k.model.values[in] != nil {
		code = "close(" + in + ")\n"
	}
	code += fmt.Sprintf("%s, %s := make(chan int), make(chan int)\ngo func(in, out chan int) { for x := range in { out <- x * x } }(%[1]s, %[2]s)", in, out)
	return soakCell{code: code, ran: func() { k.model.values[in], k.model.values[out] = lost{}, lost{} }}
}

func (k *soak) askServer() soakCell {
	n, x := k.random.IntN(5), k.random.IntN(100)
	in, out := fmt.Sprint("in", n), fmt.Sprint("out", n)
	if k.model.values[in] == nil || k.model.values[out] == nil {
		return k.server()
	}
	return soakCell{code: fmt.Sprintf("%s <- %d\n<-%s", in, x, out), want: fmt.Sprintf("[result] %d\n", x*x)}
}

// panics changes a variable before.
func (k *soak) panics() soakCell {
	name, old, ok := having[int](k.model, k.random)
	if !ok {
		return k.whole()
	}
	return soakCell{code: name + "++\npanic(\"enough\")", fails: "Panic: enough", ran: k.set(name, old+1)}
}

func (k *soak) interrupted() soakCell {
	name, old, ok := having[int](k.model, k.random)
	if !ok {
		return k.whole()
	}
	return soakCell{code: fmt.Sprintf("defer func() { %s += 2 }()\nfmt.Println(\"running\"); for {}", name), want: "running",
		fails: "interrupted at cell", interrupt: "running", ran: k.set(name, old+2)}
}

func (k *soak) prints() soakCell {
	n := 1 + k.random.IntN(300)
	var want strings.Builder
	for i := range n {
		fmt.Fprintln(&want, "line", i)
	}
	return soakCell{code: fmt.Sprintf("for i := range %d { fmt.Println(\"line\", i) }", n), want: want.String()}
}

func (k *soak) input() soakCell {
	name, n := k.name("a"), k.random.IntN(1000)
	return soakCell{code: fmt.Sprintf("%s := 0\nfmt.Scanln(&%[1]s)\n%[1]s", name), entered: fmt.Sprint(n),
		want: fmt.Sprintf("[result] %d\n", n), ran: k.set(name, n)}
}

// program is a whole program, with names that the cells have, too.
func (k *soak) program() soakCell {
	n := k.random.IntN(1000)
	code := fmt.Sprintf("package main\n\nimport \"fmt\"\n\ntype T0 struct{ text string }\n\nvar a0 = T0{\"%d\"}\n\nfunc f0() T0 { return a0 }\n\nfunc main() { fmt.Println(f0().text, len(s0)) }\n\nvar s0 = []int{1}", n)
	return soakCell{code: code, want: fmt.Sprint(n, " 1\n")}
}

// imports uses a module that may not have been fetched yet.
func (k *soak) imports() soakCell {
	n := k.random.IntN(soakModules)
	return soakCell{code: fmt.Sprintf("import \"example.com/soak%d\"\nsoak%[1]d.Number()", n), want: fmt.Sprintf("[result] %d\n", n)}
}
