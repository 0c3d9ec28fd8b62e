package lift

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// A lifter is the state of one call of Lift.
type lifter struct {
	*Package
	options  Options
	autodiff string // the name of package autodiff in the file, once needed
	imports  map[string]string
	beside   bool                      // the twins go into another file of the package
	packages map[string]*types.Package // whose types were mentioned
	added    []string                  // paths that the file did not import

	decls    map[*types.Func]*ast.FuncDecl
	floats   map[types.Type]bool         // memory of holdsFloat
	dynamic  map[types.Type][]types.Type // memory of implementers
	declared map[string]string           // lifted types that hold themselves, and their declarations
	asked    map[string]bool             // methods of the interfaces of which one is called with active numbers

	instances map[instanceKey]*instance
	order     []*instance // in the order they were asked for
	changed   bool        // the analysis has learnt something in this round

	names     map[ast.Node]string // of functions that messages call otherwise than the text
	concretes concretes

	additions additions
	pieces    fusedPieces
	append    []*instance // instances of named functions, in the order written
}

func newLifter(p *Package, o Options) *lifter {
	l := &lifter{
		Package:   p,
		options:   o,
		imports:   map[string]string{},
		packages:  map[string]*types.Package{},
		decls:     map[*types.Func]*ast.FuncDecl{},
		floats:    map[types.Type]bool{},
		instances: map[instanceKey]*instance{},
		names:     map[ast.Node]string{},
		additions: additions{filling: map[string]bool{}},
		pieces:    fusedPieces{names: map[string]string{}},
		dynamic:   map[types.Type][]types.Type{},
		asked:     map[string]bool{},
		declared:  map[string]string{},
	}
	for _, file := range p.files() {
		for _, d := range file.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Body != nil {
				if fn, ok := p.Info.Defs[d.Name].(*types.Func); ok {
					l.decls[fn] = d
				}
			}
		}
	}
	for _, spec := range p.File.Imports {
		if name := l.pkgName(spec); name != nil && name.Name() != "_" && name.Name() != "." {
			l.imports[name.Imported().Path()] = name.Name()
		}
	}
	return l
}

// An instance is a function of the file with a choice of active parameters:
// what is known of it and, in the end, the text of its twin.
//
// The analysis of an instance looks at its body alone, and at the marks of the
// functions it calls; it never follows a caller.
type instance struct {
	l    *lifter
	key  instanceKey
	name string // of the twin; empty for a literal
	of   string // the function's name, for messages

	node    ast.Node // *ast.FuncDecl or *ast.FuncLit
	body    *ast.BlockStmt
	params  []*types.Var // the receiver first
	results []*types.Var

	classes   map[*types.Var]*class
	sites     map[site]*class             // values that expressions make
	elsewhere *class                      // memory that unknown functions, interfaces and maps hold
	bound     map[*types.Var]*ast.FuncLit // local functions: names for one literal
	verbatim  map[*ast.FuncLit]bool       // literals that stay as they are
	global    bool                        // may write to captured variables
	stores    bool                        // stores numbers in captured variables, itself or by calling others
	draws     bool                        // draws random numbers, itself or by calling others

	sharedVars map[*types.Var]bool // memory of shared
	usesOf     map[*types.Var]int  // memory of useCount

	written bool // the text has been, or is being, made
	text    string
	refusal *refusal
	uses    []*instance // whose twins it calls
	fusion  *fusedTwin  // nil: not written yet
}

// An instanceKey identifies an instance. mask has a digit for every parameter,
// the receiver's first: 1 if it is active.
type instanceKey struct {
	node   ast.Node
	mask   string
	forced forcing
}

// A forcing says which results are active whatever happens inside.
type forcing int

const (
	noResult     forcing = iota
	sharedResult         // those that share memory: the caller stores active numbers there
	everyResult          // all: the twin is used as a value
)

// A site is the i-th value of an expression that makes new storage, or whose
// storage comes from elsewhere.
type site struct {
	expr ast.Expr
	i    int
}

// instance returns the instance with the key, a new one if need be.
func (l *lifter) instance(key instanceKey) *instance {
	key = l.normal(key)
	if in := l.instances[key]; in != nil {
		return in
	}
	in := &instance{
		l: l, key: key, node: key.node, of: "the function",
		classes: map[*types.Var]*class{}, sites: map[site]*class{}, elsewhere: new(class),
		verbatim: map[*ast.FuncLit]bool{},
	}
	switch n := key.node.(type) {
	case *ast.FuncDecl:
		in.body = n.Body
		in.of = n.Name.Name
		if name := l.names[n]; name != "" {
			in.of = name
		}
		in.name = twinName(l.Info.Defs[n.Name].(*types.Func), key)
	case *ast.FuncLit:
		in.body = n.Body
	}
	sig := l.signature(key.node)
	in.params = parameters(sig)
	for i := range sig.Results().Len() {
		in.results = append(in.results, sig.Results().At(i))
	}
	in.bindLiterals()
	in.start()
	l.instances[key] = in
	l.order = append(l.order, in)
	l.changed = true
	return in
}

// normal makes one key of those that mean the same: with every parameter
// active, calls share the twin that operators use.
func (l *lifter) normal(key instanceKey) instanceKey {
	if key.mask == l.fullMask(l.signature(key.node)) && strings.Contains(key.mask, "1") {
		key.forced = everyResult
	}
	return key
}

// start marks the parameters that the mask makes active, and the results that
// are active whatever happens inside.
func (in *instance) start() {
	for i, p := range in.params {
		if in.key.mask[i] == '1' {
			in.class(p).active = true
		}
	}
	for _, r := range in.results {
		forced := in.key.forced == everyResult || in.key.forced == sharedResult && sharesMemory(r.Type())
		if forced && in.l.holdsFloat(r.Type()) {
			in.class(r).active = true
		}
	}
}

// signature returns the signature of a function declaration or literal.
func (l *lifter) signature(node ast.Node) *types.Signature {
	if d, ok := node.(*ast.FuncDecl); ok {
		return l.Info.Defs[d.Name].Type().(*types.Signature)
	}
	return l.Info.TypeOf(node.(*ast.FuncLit)).(*types.Signature)
}

// parameters returns the parameters of a function, its receiver first.
func parameters(sig *types.Signature) (list []*types.Var) {
	if sig.Recv() != nil {
		list = append(list, sig.Recv())
	}
	for i := range sig.Params().Len() {
		list = append(list, sig.Params().At(i))
	}
	return list
}

// fullMask is the mask that makes every parameter active that can be.
func (l *lifter) fullMask(sig *types.Signature) string {
	return l.mask(sig, func(int) bool { return true })
}

func (l *lifter) mask(sig *types.Signature, active func(i int) bool) string {
	var b strings.Builder
	for i, p := range parameters(sig) {
		if l.holdsFloat(p.Type()) && active(i) {
			b.WriteByte('1')
		} else {
			b.WriteByte('0')
		}
	}
	return b.String()
}

// twinName names the twin of fn. The mask begins with a digit, the length of a
// receiver's name comes before it: no two twins of a file have one name.
func twinName(fn *types.Func, key instanceKey) string {
	name := "nabla_" + key.mask
	if strings.Contains(key.mask, "0") {
		name += [...]string{"", "s", "e"}[key.forced]
	}
	if recv := fn.Type().(*types.Signature).Recv(); recv != nil {
		t := types.Unalias(recv.Type())
		if p, ok := t.(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
		if n, ok := t.(*types.Named); ok {
			t := n.Obj().Name()
			name += "m" + strconv.Itoa(len(t)) + "_" + t
		}
	}
	return name + "_" + fn.Name()
}

// local reports whether v is declared inside the function, or is its
// parameter. Any other variable is captured: a constant.
func (in *instance) local(v *types.Var) bool {
	return !v.IsField() && v.Pos() != token.NoPos && in.node.Pos() <= v.Pos() && v.Pos() < in.node.End()
}

// class returns the class of a variable.
func (in *instance) class(v *types.Var) *class {
	c := in.classes[v]
	if c == nil {
		c = new(class)
		switch {
		case !in.local(v):
			c.captured = v
		case in.l.holdsFunc(v.Type()):
			c.active = true
		}
		in.classes[v] = c
	}
	return c.find()
}

// site returns the class of the i-th value that e makes.
func (in *instance) site(e ast.Expr, i int) *class {
	k := site{e, i}
	c := in.sites[k]
	if c == nil {
		c = new(class)
		in.sites[k] = c
	}
	return c.find()
}

// lifted reports whether the variable is an active one in the twin.
func (in *instance) lifted(v *types.Var) bool {
	return in.local(v) && in.l.holdsFloat(v.Type()) && in.class(v).active
}

// bindLiterals finds the local variables that stand for one literal: assigned
// once, and otherwise only called.
func (in *instance) bindLiterals() {
	in.bound = map[*types.Var]*ast.FuncLit{}
	f := &finder{Package: in.l.Package, callOnly: map[types.Object]bool{}}
	assigned := map[*types.Var]int{}
	f.walk(in.body, func(n ast.Node) {
		id, ok := n.(*ast.Ident)
		if !ok {
			return
		}
		v, ok := in.l.Info.ObjectOf(id).(*types.Var)
		if !ok || !in.local(v) {
			return
		}
		if _, ok := v.Type().Underlying().(*types.Signature); !ok || f.isCallee(id) {
			return
		}
		var lit *ast.FuncLit
		switch p := f.parent().(type) {
		case *ast.AssignStmt:
			lit = assignedLit(p.Lhs, p.Rhs, id)
		case *ast.ValueSpec:
			if len(p.Values) == 0 {
				return // var f func(...): assigned later
			}
			lit = assignedLit(exprs(p.Names), p.Values, id)
		}
		assigned[v]++
		in.bound[v] = lit
	})
	for v, n := range assigned {
		if n != 1 || in.bound[v] == nil || v.Pos() < in.body.Pos() {
			delete(in.bound, v)
		}
	}
}

func exprs(names []*ast.Ident) (list []ast.Expr) {
	for _, n := range names {
		list = append(list, n)
	}
	return list
}
