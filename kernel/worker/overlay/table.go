package overlay

import "slices"

// An Insertion is one piece of text put into a file of the Go distribution, between
// After and Before. After+Before must occur exactly once in the file.
type Insertion struct {
	Name   string // short and unique, for messages and tests
	File   string // below GOROOT/src
	After  string // the text that the insertion follows
	Text   string // what is inserted
	Before string // the text that comes after the insertion
	Why    string // what goes wrong without it
}

// GonbFile is the name of a file of which writes go to the hook, too: that by which
// programs that import package gonbui of GoNB reach the kernel. They open it by this
// name, for writing and for reading, so it must be there.
const (
	GonbFile = "/dev/fd/" + gonbFD
	gonbFD   = "5"
)

// Table returns all insertions. What they call is defined in the added files.
//
// The condition nablaRegion.hi == 0 means: nothing has been loaded into this
// program, so it behaves like any other.
func Table() []Insertion {
	return slices.Concat(goroutineInsertions(), endInsertions(), stopInsertions(), waitInsertions(),
		outputInsertions(), inputInsertions(), programInsertions(), typeInsertions(), lineInsertions())
}

// endInsertions keep the worker alive.
func endInsertions() []Insertion {
	return []Insertion{{
		Name:   "panic",
		File:   "runtime/panic.go",
		Text:   "\tnablaUnrecovered(e)\n",
		Before: "\tpreprintpanics(&p)\n\n\tfatalpanic(&p)",
		Why:    "A panic that nothing recovers ends its goroutine, not the worker with all the user's variables.",
	}, {
		Name:  "sync",
		File:  "runtime/panic.go",
		After: "func sync_fatal(s string) {\n",
		Text:  "\tnablaFatal(s)\n",
		Why:   "Unlock of an unlocked RWMutex and other misuse of package sync is a panic instead of the worker's end.",
	}, {
		Name:  "maps",
		File:  "runtime/panic.go",
		After: "func maps_fatal(s string) {\n",
		Text:  "\tnablaFatal(s)\n",
		Why:   "Concurrent use of a map is a panic instead of the worker's end.",
	}, {
		Name:  "mutex",
		File:  "runtime/panic.go",
		After: "func internal_sync_fatal(s string) {\n",
		Text:  "\tnablaFatal(s)\n",
		Why:   "Unlock of an unlocked Mutex is a panic instead of the worker's end.",
	}, {
		Name:  "exit",
		File:  "runtime/runtime.go",
		After: "func syscall_Exit(code int) {\n",
		Text:  "\tnablaExit(code)\n",
		Why:   "syscall.Exit, and with it os.Exit and log.Fatal, ends the goroutine that calls it.",
	}, {
		Name:   "finalizer",
		File:   "runtime/mfinal.go",
		Text:   "nabla_",
		Before: "reflectcall(nil, unsafe.Pointer(f.fn), frame,",
		Why:    "A panic in a finalizer must not end the goroutine that all finalizers run on.",
	}, {
		Name:   "cleanup",
		File:   "runtime/mcleanup.go",
		After:  "\t\t\tc.",
		Text:   "nabla_",
		Before: "call(c.fn, c.arg)\n",
		Why:    "A panic in a cleanup must not end one of the few goroutines that cleanups run on.",
	}, {
		Name:   "wait group",
		File:   "sync/waitgroup.go",
		After:  "\t\t\t\t// so instead avoid calling Done and simply panic.\n",
		Text:   "\t\t\t\tdefer wg.Done()\n",
		Before: "\t\t\t\tpanic(x)\n",
		Why:    "A panic in a function given to WaitGroup.Go ends its goroutine only, so Wait must not wait for it for ever.",
	}}
}

// goroutineInsertions say which cell a goroutine belongs to.
func goroutineInsertions() []Insertion {
	return []Insertion{{
		Name:   "cell",
		File:   "runtime/runtime2.go",
		After:  "\tvalgrindStackID uintptr\n",
		Text:   "\n\t// nablaCell is the notebook cell that started this goroutine, 0 for none.\n\tnablaCell uint64\n\tnablaStop nablaStop\n",
		Before: "}\n",
		Why:    "Output, panics and exits are reported with the cell they belong to, and all goroutines of a cell can be ended.",
	}, {
		Name:  "go",
		File:  "runtime/proc.go",
		After: "\t\tnewg.bubble = callergp.bubble\n",
		Text:  "\t\tnewg.nablaCell = callergp.nablaCell\n",
		Why:   "A goroutine belongs to the cell of the goroutine that started it; those of the runtime to none.",
	}, {
		Name:  "goroutine end",
		File:  "runtime/proc.go",
		After: "\tgp.labels = nil\n",
		Text:  "\tnablaForget(gp)\n",
		Why:   "The memory of a goroutine is used again for others.",
	}}
}

// outputInsertions show output in the order of events.
func outputInsertions() []Insertion {
	return []Insertion{{
		Name:   "write",
		File:   "os/file.go",
		Text:   "\tif fd := f.pfd.Sysfd; (fd == 1 || fd == 2) && nablaWrite(uintptr(fd), b) {\n\t\treturn len(b), nil\n\t}\n",
		Before: "\tn, e := f.write(b)\n",
		Why:    "What Go code writes to standard output and error joins the stream of displayed results in the order it was written.",
	}, {
		Name:   "gonb",
		File:   "os/file.go",
		Text:   "\tif f.name == \"" + GonbFile + "\" && nablaWrite(" + gonbFD + ", b) {\n\t\treturn len(b), nil\n\t}\n",
		Before: "\tn, e := f.write(b)\n",
		Why:    "What package gonbui shows joins the same stream, and is known by its cell.",
	}, {
		Name:   "write declaration",
		File:   "os/file.go",
		Text:   "func nablaWrite(fd uintptr, b []byte) bool // in package runtime\n\n",
		Before: "var errWriteAtInAppendMode = ",
		Why:    "Declares the function called by the insertion in (*File).Write.",
	}}
}

// inputInsertions let the user of the notebook answer what reads standard input.
func inputInsertions() []Insertion {
	return []Insertion{{
		Name:   "read",
		File:   "os/file.go",
		Text:   "\tif f.pfd.Sysfd == 0 {\n\t\tif n, err, ok := nablaRead(b); ok {\n\t\t\treturn n, err\n\t\t}\n\t}\n",
		Before: "\tn, e := f.read(b)\n",
		Why:    "What reads standard input asks the user of the notebook for a line.",
	}, {
		Name:   "read declaration",
		File:   "os/file.go",
		Text:   "func nablaRead(b []byte) (n int, err error, ok bool) // in package runtime\n\n",
		Before: "// Read reads up to len(b) bytes from the File and stores them in b.\n",
		Why:    "Declares the function called by the insertion in (*File).Read.",
	}}
}

// typeInsertions let types refer to other modules and change their method sets.
func typeInsertions() []Insertion {
	return []Insertion{{
		Name:   "name offsets",
		File:   "runtime/type.go",
		After:  "\t\t\tif res > md.etypes",
		Text:   " && nablaRegion.hi == 0",
		Before: " {\n\t\t\t\tprintln(\"runtime: nameOff\"",
		Why:    "Names in descriptors of one module may lie in another; the offset is right, only the range check is not.",
	}, {
		Name:   "type offsets",
		File:   "runtime/type.go",
		After:  "\tif res > md.etypes",
		Text:   " && nablaRegion.hi == 0",
		Before: " {\n\t\tprintln(\"runtime: typeOff\"",
		Why:    "Types that descriptors refer to may lie in another module; the offset is right, only the range check is not.",
	}, {
		Name:  "type assertion",
		File:  "runtime/iface.go",
		After: "func typeAssert(s *abi.TypeAssert, t *_type) *itab {\n",
		Text:  "\tif t != nil && nablaUncached(t) {\n\t\treturn getitab(s.Inter, t, s.CanFail)\n\t}\n",
		Why:   "The result for a notebook's type must not be kept at the call site: its method set may change.",
	}, {
		Name:   "type switch",
		File:   "runtime/iface.go",
		Text:   "\tif nablaUncached(t) {\n\t\treturn case_, tab\n\t}\n\n",
		Before: "\tif !abi.UseInterfaceSwitchCache(goarch.ArchFamily) {\n\t\treturn case_, tab\n",
		Why:    "As for type assertions.",
	}}
}

// lineInsertions name the line where code is.
func lineInsertions() []Insertion {
	return []Insertion{{
		Name:   "line",
		File:   "runtime/symtab.go",
		Text:   "\ttargetpc = nablaBeforeLoop(targetpc)\n",
		Before: "\tfileno, _ := pcvalue(f, f.pcfile, targetpc, strict)\n\tline, _ = pcvalue(f, f.pcln, targetpc, strict)\n",
		Why:    "An endless loop without any code is at its own line, not at one that does not exist.",
	}}
}
