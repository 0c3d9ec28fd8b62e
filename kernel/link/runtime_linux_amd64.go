package link

import "unsafe"

// This file declares what kernel/worker/overlay adds to package runtime. The types must
// agree with those in notebook.go.txt there.

// A funcRecord describes one loaded function, in the order of addresses.
type funcRecord struct {
	Entry                           uintptr
	Name                            int32
	Args                            int32
	Deferreturn, PCSP, PCFile, PCLn uint32
	CU                              uint32
	StartLine                       int32
	FuncID, Flag                    uint8
	PCData, FuncData                []uint32
}

// A varRecord is a variable that holds pointers, at an offset in its section.
type varRecord struct {
	Offset uintptr
	Type   unsafe.Pointer
}

// A moduleRecord describes all that one load brings in.
type moduleRecord struct {
	Name                                                               string
	FuncNames, FileNames, PCTab                                        []byte
	Units                                                              []uint32
	Funcs                                                              []funcRecord
	Text, EText                                                        uintptr
	Rodata, ERodata                                                    uintptr
	NoPtrData, ENoPtrData, Data, EData, Bss, EBss, NoPtrBss, ENoPtrBss uintptr
	DataVars, BssVars                                                  []varRecord
	Typelinks                                                          []int32
	Itabs                                                              []unsafe.Pointer
}

// addModule makes loaded code known to the runtime.
//
//go:linkname addModule runtime.nablaAddModule
func addModule(m *moduleRecord)

// findItab returns the itab the runtime has for a pair of types, or nil.
//
//go:linkname findItab runtime.nablaFindItab
func findItab(inter, typ unsafe.Pointer) unsafe.Pointer

// refreshItabs recomputes every itab of a type after its methods have changed.
//
//go:linkname refreshItabs runtime.nablaRefreshItabs
func refreshItabs(typ unsafe.Pointer)

// setRegion tells the runtime where loaded types lie.
//
//go:linkname setRegion runtime.nablaSetRegion
func setRegion(lo, hi uintptr)

// patchWords stores 32-bit words while no other goroutine runs.
//
//go:linkname patchWords runtime.nablaPatch
func patchWords(addrs []uintptr, values []uint32)
