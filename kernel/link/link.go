// Package link is the incremental linker that runs inside the worker. It takes
// the object file of one cell (go tool compile -p main) and makes its functions
// part of the running executable.
//
// Phases of a load, in order:
//
//  1. open: read the cell's object and the archives of packages it needs;
//  2. bind: variables, types and itabs to what was loaded first, functions and
//     methods to the newest text; find the types whose layout changed;
//  3. reach: collect what the run function and the first-time init functions
//     need and the process does not have;
//  4. place: give every symbol an address near the executable;
//  5. relocate: fill in the addresses;
//  6. register: hand the functions, pointer masks, types and itabs to the
//     runtime as one module, and put new method tables into kept types.
//
// Everything that can fail happens before phase 6, and is undone on failure.
//
// The linker must not know what a notebook, a cell's source or a protocol is. It
// relies on package runtime being built with kernel/worker/overlay, and supports
// linux/amd64 and statically linked, unstripped executables only.
package link

import (
	"reflect"
	"time"
)

// A Config tells a Linker about the executable it runs in.
type Config struct {
	// Archives maps import paths to archive files: every package in the
	// executable, and any others that cells may import.
	Archives map[string]string

	// Reserve is the address space kept for loaded code and data, in bytes;
	// 0 means 512 MB. It is not memory until it is used.
	Reserve int
}

// A Request names what to load.
type Request struct {
	// Object is the file made by go tool compile -p main.
	Object string

	// Run is the symbol of the function to run, for example "main.nabla_run_7".
	Run string

	// Alias maps variables of the object to variables of earlier loads: the
	// entry "main.x__was_7": "main.x" binds the first to the address that the
	// second has before this load. If their type has another layout now, the
	// first is a new variable.
	Alias map[string]string

	// Carry names variables of the object, such as "main.x", whose values should
	// go on if their types have another layout.
	Carry []string

	// Called says under which names the runtime is to know functions of the object
	// and what is inside them, such as "main.main" for "main.run_1".
	Called map[string]string
	// Alone says that the object shares nothing with other cells: its types and
	// variables are its own, whatever their names, and later loads do not know
	// them.
	Alone bool
}

// A Loaded is the result of one load.
type Loaded struct {
	// Run is the run function of the request.
	Run func()

	// Inits are the init functions of packages that came in for the first
	// time, dependencies first. They must be called once, in order, before Run.
	Inits []func()

	// ChangedTypes names the types of package main, such as "Point", that got
	// a new descriptor because their layout changed, or that of types they
	// consist of. Values made earlier keep the older type. Types of which no
	// value was ever made are not reported.
	ChangedTypes []string

	// NewVariables names the variables of package main, such as "x", that did
	// not exist before with this type. They hold zero values.
	NewVariables []string

	// Types are the types of ChangedTypes and those made of them: the older ones
	// with what has taken their place.
	Types map[reflect.Type]reflect.Type

	// Replaced are the variables of the request's Carry, and those with an
	// alias, that are new because they have another type than before.
	Replaced []Replacement

	Timings Timings
}

// A Replacement is a variable that has another type than before. Both values can
// be set.
type Replacement struct {
	Name     string // such as "x"
	Old, New reflect.Value
}

// Timings says where the time of a load went.
type Timings struct {
	Read     time.Duration // opening the object and archives, and binding
	Link     time.Duration // reaching, placing and relocating
	Register time.Duration // handing over to the runtime
}
