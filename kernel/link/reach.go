package link

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/link/object"
)

// A load is one set of symbols on its way into the process. Whatever it changes in the
// linker before it is registered, it can take back.
type load struct {
	l        *Linker
	number   int
	queue    []*symbol
	sections [sectionCount][]*symbol
	sizes    [sectionCount]uintptr
	bases    [sectionCount]uintptr
	itabs    []*symbol
	mapInits []*symbol // functions that fill maps of packages that run already

	methods []methodTable // of types that stay
	repairs []repair

	// The extra part of rodata: inline trees, slots, method tables.
	extra     uintptr
	extraSize uintptr
	inline    map[*symbol]inlineTree

	// newVariables are bound by name when the load has succeeded.
	newVariables []variableBinding

	changed  []changedType // types that do not stay
	replaced []replacedVariable

	alone      bool              // nothing of package main is shared with other loads
	called     map[string]string // names of functions for the runtime
	registered bool              // from here on nothing can be taken back

	// For taking back.
	placed      []*symbol // that had no place before
	moved       []moved
	rebound     []rebound
	regionStart uintptr
	initialised []*pkg
}

// moved remembers where a symbol was before this load.
type moved struct {
	s   *symbol
	old placement
}

// rebound remembers what a name meant before this load, nil for nothing.
type rebound struct {
	key
	old *symbol
}

// newLoad starts a load.
func (l *Linker) newLoad() *load {
	l.loads++
	ld := &load{l: l, number: l.loads, inline: map[*symbol]inlineTree{}, regionStart: l.region.next}
	l.current, l.err = ld, nil
	return ld
}

// takeBack restores the linker's state. The load must not have been registered.
func (ld *load) takeBack() {
	for _, s := range ld.placed {
		s.placement = placement{}
	}
	for _, m := range ld.moved {
		m.s.placement = m.old
	}
	for i := len(ld.rebound) - 1; i >= 0; i-- {
		ld.unbind(ld.rebound[i])
	}
	for _, p := range ld.initialised {
		p.initialised, p.byLoad = false, false
	}
	ld.l.region.giveBack(ld.regionStart)
	ld.l.current = nil
}

// bind makes a name mean a symbol, from this load on.
func (ld *load) bind(k key, s *symbol) {
	ld.rebound = append(ld.rebound, rebound{k, ld.l.bound[k]})
	ld.l.bound[k] = s
}

func (ld *load) unbind(r rebound) {
	if r.old == nil {
		delete(ld.l.bound, r.key)
	} else {
		ld.l.bound[r.key] = r.old
	}
}

// commit makes the bindings of a successful load last. Names of what the cell defined
// but did not use go free again.
func (ld *load) commit() {
	for _, r := range ld.rebound {
		if s := ld.l.bound[r.key]; s != nil && s.unit != nil && s.unit.pkg == ld.l.cell && s.addr == 0 {
			delete(ld.l.bound, r.key)
		}
	}
	if ld.alone {
		ld.forget()
		return
	}
	for _, v := range ld.newVariables {
		ld.l.variables[v.name] = v.s
	}
}

// forget makes the names of package main mean what they did before.
func (ld *load) forget() {
	for _, r := range slices.Backward(ld.rebound) {
		if ofMain(r.name) {
			ld.unbind(r)
		}
	}
}

// need makes sure that a symbol has an address after the load.
func (ld *load) need(s *symbol) {
	if s == nil || s.inExecutable || s.load == ld.number && s.section != noSection {
		return
	}
	if s.addr != 0 && !s.perLoad {
		return
	}
	if s.unit == nil {
		ld.l.fail(fmt.Errorf("%s is not defined anywhere", s.name))
		return
	}
	sec := sectionOf(s.kind)
	if sec == noSection {
		ld.l.fail(fmt.Errorf("%s is a symbol of unknown kind %d", s.name, s.kind))
		return
	}
	if s.load == 0 {
		ld.placed = append(ld.placed, s)
	} else {
		ld.moved = append(ld.moved, moved{s, s.placement})
	}
	s.placement = placement{load: ld.number, section: sec}
	if isItab(s.name) {
		ld.itabs = append(ld.itabs, s)
	}
	ld.queue = append(ld.queue, s)
	if sec == bssSection && s.unit.pkg != ld.l.cell {
		ld.needMapInit(s)
	}
}

// reach collects everything that the needed symbols refer to.
func (ld *load) reach() {
	for len(ld.queue) > 0 && ld.l.err == nil {
		s := ld.queue[len(ld.queue)-1]
		ld.queue = ld.queue[:len(ld.queue)-1]
		ld.sections[s.section] = append(ld.sections[s.section], s)
		relocs := s.unit.Relocs(s.index)
		for j := range relocs.Len() {
			r := relocs.At(j)
			if r.Type == object.RelocKeep || !r.Type.IsMark() && r.Type != object.RelocThreadLocal {
				ld.need(ld.l.resolve(s.unit, r.Target))
			}
		}
		ld.reachAux(s)
	}
}

// reachAux collects the tables of a function, the type of a variable.
func (ld *load) reachAux(s *symbol) {
	want := object.AuxGoType
	switch s.section {
	case textSection:
		want = object.AuxFuncData
	case dataSection, bssSection:
	default:
		return
	}
	auxs := s.unit.Auxs(s.index)
	for j := range auxs.Len() {
		if a := auxs.At(j); a.Kind == want {
			ld.need(ld.l.resolve(s.unit, a.Target))
		}
	}
}

// needMapInit brings the initialiser of a map variable. The compiler puts the filling of
// a map variable into a function of its own, and the executable's linker drops it if the
// variable is not used; when the variable is loaded after all, the package's init
// function has run without it.
func (ld *load) needMapInit(v *symbol) {
	p := v.unit.pkg
	if !p.initialised || p.byLoad {
		return
	}
	if p.mapInits == nil {
		p.mapInits = ld.l.mapInitsOf(p)
	}
	if f := p.mapInits[v]; f != nil {
		ld.need(f)
		ld.mapInits = append(ld.mapInits, f)
	}
}

func (l *Linker) mapInitsOf(p *pkg) map[*symbol]*symbol {
	inits := map[*symbol]*symbol{}
	l.namedIn(p, key{})
	for k, f := range p.names {
		if !f.kind.IsText() || f.inExecutable || !strings.HasPrefix(k.name, p.escaped+".map.init.") {
			continue
		}
		relocs := f.unit.Relocs(f.index)
		for j := range relocs.Len() {
			if v := l.resolve(f.unit, relocs.At(j).Target); v != nil && v.kind == object.KindBss {
				inits[v] = f
			}
		}
	}
	return inits
}
