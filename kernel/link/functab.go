package link

import (
	"encoding/binary"
	"strings"

	"github.com/gonabla/nabla/kernel/link/object"
)

// An inlineTree is the table of calls in a function whose functions were put in their
// place. It lies in the extra part of rodata.
type inlineTree struct {
	info   object.FuncInfo
	offset uintptr
}

const (
	inlineEntrySize = 16

	// Numbers of tables that the runtime knows, of which the compiler leaves
	// these two to the linker.
	pcdataInlineIndex  = 2
	funcdataInlineTree = 3

	noFuncData = ^uint32(0)
)

// A tableWriter builds the tables by which the runtime finds functions, positions and
// stack maps.
type tableWriter struct {
	ld          *load
	names       []byte
	nameAt      map[string]uint32
	pcs         []byte
	files       []byte
	fileAt      map[string]uint32
	units       []uint32
	deferreturn *symbol
}

// functions fills in the function tables of a module.
func (ld *load) functions(m *moduleRecord) error {
	w := &tableWriter{
		ld: ld, names: []byte{0}, pcs: []byte{0},
		nameAt: map[string]uint32{}, fileAt: map[string]uint32{},
		deferreturn: ld.l.byName("runtime.deferreturn", object.ABIInternal),
	}
	funcs := ld.sections[textSection]
	m.Funcs = make([]funcRecord, 0, len(funcs))
	for _, s := range funcs {
		f, err := w.record(s)
		if err != nil {
			return err
		}
		m.Funcs = append(m.Funcs, f)
	}
	m.FuncNames, m.FileNames, m.PCTab, m.Units = w.names, w.files, w.pcs, w.units
	return nil
}

// funcTables are the tables of one function, by the numbers that the runtime uses.
type funcTables struct {
	pcdata   [][]byte
	funcdata []*symbol
	inline   []byte
}

// record describes one function.
func (w *tableWriter) record(s *symbol) (funcRecord, error) {
	info, err := w.ld.funcInfo(s)
	if err != nil {
		return funcRecord{}, err
	}
	f := funcRecord{
		Entry: s.addr, Name: int32(w.name(s.name)), Args: int32(info.Args),
		Deferreturn: w.deferReturn(s), CU: uint32(w.fileBase(s.unit)),
		StartLine: info.StartLine, FuncID: info.ID, Flag: info.Flag,
	}
	var t funcTables
	auxs := s.unit.Auxs(s.index)
	for j := range auxs.Len() {
		a := auxs.At(j)
		switch a.Kind {
		case object.AuxPCSP:
			f.PCSP = w.pcTable(w.ld.auxData(s, a))
		case object.AuxPCFile:
			f.PCFile = w.pcTable(w.ld.auxData(s, a))
		case object.AuxPCLine:
			f.PCLn = w.pcTable(w.ld.auxData(s, a))
		case object.AuxPCInline:
			t.inline = w.ld.auxData(s, a)
		case object.AuxPCData:
			t.pcdata = append(t.pcdata, w.ld.auxData(s, a))
		case object.AuxFuncData:
			t.funcdata = append(t.funcdata, w.ld.l.resolve(s.unit, a.Target))
		}
	}
	w.addTables(&f, s, t)
	return f, nil
}

// addTables adds the numbered tables of a function, with those about inlined calls in
// the places that the compiler left free.
func (w *tableWriter) addTables(f *funcRecord, s *symbol, t funcTables) {
	tree, inlined := w.ld.inline[s]
	if inlined {
		for len(t.pcdata) <= pcdataInlineIndex {
			t.pcdata = append(t.pcdata, nil)
		}
		for len(t.funcdata) <= funcdataInlineTree {
			t.funcdata = append(t.funcdata, nil)
		}
		t.pcdata[pcdataInlineIndex] = t.inline
	}
	for _, data := range t.pcdata {
		f.PCData = append(f.PCData, w.pcTable(data))
	}
	base := w.ld.bases[rodataSection]
	for i, d := range t.funcdata {
		switch {
		case inlined && i == funcdataInlineTree:
			at := w.ld.extra + tree.offset
			w.writeInlineTree(s, tree, at)
			f.FuncData = append(f.FuncData, uint32(at-base))
		case d == nil || d.size == 0 && d.addr == 0:
			f.FuncData = append(f.FuncData, noFuncData)
		default:
			f.FuncData = append(f.FuncData, uint32(d.addr-base))
		}
	}
}

// writeInlineTree writes the runtime's table of inlined calls to memory.
func (w *tableWriter) writeInlineTree(s *symbol, tree inlineTree, at uintptr) {
	for k := range tree.info.Inlined() {
		call := tree.info.InlinedCall(k)
		callee := w.ld.l.resolve(s.unit, call.Func)
		if callee == nil {
			continue
		}
		var info object.FuncInfo
		if callee.unit != nil {
			info, _ = w.ld.funcInfo(callee)
		}
		e := memory(at+uintptr(inlineEntrySize*k), inlineEntrySize)
		e[0] = info.ID
		binary.LittleEndian.PutUint32(e[4:], w.name(callee.name))
		binary.LittleEndian.PutUint32(e[8:], uint32(call.ParentPC))
		binary.LittleEndian.PutUint32(e[12:], uint32(info.StartLine))
	}
}

func (w *tableWriter) name(name string) uint32 {
	at, ok := w.nameAt[name]
	if !ok {
		at = uint32(len(w.names))
		w.nameAt[name] = at
		w.names = append(append(w.names, w.ld.nameFor(name)...), 0)
	}
	return at
}

// nameFor is the name of a function for the runtime.
func (ld *load) nameFor(name string) string {
	for from, to := range ld.called {
		if rest, ok := strings.CutPrefix(name, from); ok && (rest == "" || rest[0] == '.' || rest[0] == '-') {
			return to + rest
		}
	}
	return name
}

func (w *tableWriter) pcTable(data []byte) uint32 {
	if len(data) == 0 {
		return 0
	}
	at := uint32(len(w.pcs))
	w.pcs = append(w.pcs, data...)
	return at
}

// fileBase returns where the files of a unit start in the table of units, and adds them
// the first time.
func (w *tableWriter) fileBase(u *unit) int {
	if u.fileLoad == w.ld.number {
		return u.fileBase
	}
	u.fileLoad, u.fileBase = w.ld.number, len(w.units)
	for i := range u.Files() {
		file := strings.TrimPrefix(u.File(i), "gofile..")
		at, ok := w.fileAt[file]
		if !ok {
			at = uint32(len(w.files))
			w.fileAt[file] = at
			w.files = append(append(w.files, file...), 0)
		}
		w.units = append(w.units, at)
	}
	return u.fileBase
}

// deferReturn is the offset of the call of runtime.deferreturn, where execution goes on
// after a recovered panic; 0 if there is none.
func (w *tableWriter) deferReturn(s *symbol) uint32 {
	relocs := s.unit.Relocs(s.index)
	for j := range relocs.Len() {
		r := relocs.At(j)
		if r.Type == object.RelocCall && w.ld.l.resolve(s.unit, r.Target) == w.deferreturn {
			return uint32(r.Offset) - callOpcodeSize
		}
	}
	return 0
}
