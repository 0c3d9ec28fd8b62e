package link

import (
	"fmt"
	"reflect"
	"sort"
	"time"

	"github.com/gonabla/nabla/kernel/link/object"
)

// A Linker loads object files into the running process. Its methods may be called
// from one goroutine at a time; loaded code may run meanwhile.
type Linker struct {
	executable *executable
	region     *region
	toolchain  string          // first line of all object files
	packages   map[string]*pkg // by import path, and by path as in symbol names
	order      []*pkg          // opened packages, imports first

	// definitions are the symbols of opened packages that are known by name,
	// from the first package that has them.
	definitions map[key]definition

	// bound says what names mean.
	bound map[key]*symbol

	// variables are those of package main, by symbol name.
	variables map[string]*symbol

	// The package of the cell that was loaded last or is being loaded, and its
	// symbols that are known by name.
	cell            *pkg
	cellDefinitions map[key]definition

	loads   int
	current *load // nil between loads
	err     error // the first of the current load
}

const defaultReserve = 512 << 20

// New reads the symbols and types of the running executable, brings back what
// dead-code elimination took from it, and is then ready to load.
func New(cfg Config) (*Linker, error) {
	x, err := readExecutable()
	if err != nil {
		return nil, err
	}
	l := &Linker{
		executable:  x,
		packages:    map[string]*pkg{},
		definitions: make(map[key]definition, 1<<14),
		bound:       make(map[key]*symbol, 1<<13),
		variables:   map[string]*symbol{},
	}
	l.AddArchives(cfg.Archives)
	paths, err := l.ownPackages()
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		if err := l.open(path); err != nil {
			return nil, err
		}
	}
	for _, p := range l.order {
		p.initialised = true
	}
	keepMethods(reflect.Value{}, 0)
	l.findTypes()
	if cfg.Reserve == 0 {
		cfg.Reserve = defaultReserve
	}
	if l.region, err = newRegion(cfg.Reserve); err != nil {
		return nil, err
	}
	setRegion(l.region.next, l.region.end)
	if err := l.repairExecutable(); err != nil {
		return nil, err
	}
	return l, nil
}

// ownPackages lists the packages of the executable. There must be archives for all: a
// cell that imported another copy would not share its types and variables.
func (l *Linker) ownPackages() ([]string, error) {
	var paths []string
	for escaped := range l.executable.paths {
		if p := l.packages[escaped]; p != nil {
			paths = append(paths, p.path)
		} else if l.executable.symbols[escaped+"..inittask"] != 0 {
			return nil, fmt.Errorf("there is no archive of package %s, which the worker was built with; prepare the kernel again", escaped)
		}
	}
	sort.Strings(paths)
	return paths, nil
}

// Load links the object into the process. On an error everything is as it was.
func (l *Linker) Load(r Request) (loaded *Loaded, err error) {
	start := time.Now()
	oldCell, oldDefinitions := l.cell, l.cellDefinitions
	ld := l.newLoad()
	ld.alone, ld.called = r.Alone, r.Called
	defer func() {
		if broken := recover(); broken != nil {
			if ld.registered {
				panic(broken) // too late to take anything back
			}
			err = fmt.Errorf("fault of the linker: %v", broken)
		}
		if err != nil {
			ld.takeBack()
			l.cell, l.cellDefinitions = oldCell, oldDefinitions
			loaded = nil
		}
	}()
	if err := l.openCell(r.Object); err != nil {
		return nil, err
	}
	loaded = &Loaded{ChangedTypes: ld.bindTypes()}
	ld.bindItabs()
	if loaded.NewVariables, err = ld.bindVariables(r); err != nil {
		return nil, err
	}
	run := l.namedIn(l.cell, key{r.Run, object.ABIInternal})
	if run == nil {
		return nil, fmt.Errorf("the cell's object has no function %s", r.Run)
	}
	ld.need(run)
	inits := ld.needInits(l.cell.imports)
	loaded.Timings.Read = time.Since(start)

	start = time.Now()
	m, err := ld.link()
	if err != nil {
		return nil, err
	}
	loaded.Timings.Link = time.Since(start)

	start = time.Now()
	ld.register(m)
	ld.commit()
	loaded.Run = function(run.addr)
	loaded.Types, loaded.Replaced = ld.changedTypes(), ld.replacements()
	for _, f := range append(ld.mapInits, inits...) {
		if !f.inExecutable {
			loaded.Inits = append(loaded.Inits, function(f.addr))
		}
	}
	loaded.Timings.Register = time.Since(start)
	return loaded, nil
}

// link does the phases of a load from the needed symbols to the module.
func (ld *load) link() (*moduleRecord, error) {
	ld.reach()
	if ld.l.err != nil {
		return nil, ld.l.err
	}
	if err := ld.place(); err != nil {
		return nil, err
	}
	if err := ld.relocate(); err != nil {
		return nil, err
	}
	m, err := ld.module()
	if err == nil {
		err = ld.l.err
	}
	return m, err
}
