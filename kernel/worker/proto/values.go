package proto

// Snapshot asks the worker to write variables into a file while no cell runs.
// The next Run ends that. A [Values] with the same ID follows in any case.
type Snapshot struct {
	ID    uint64
	File  string // a file that is there stays until the new one is complete
	Names []string
	Bytes uint64 // the most that the file may have
	Time  uint64 // the most that it may take, in nanoseconds
}

// Restore asks the worker to set variables, which must exist, from a file that
// Snapshot has made. A [Values] with the same ID follows in any case.
type Restore struct {
	ID    uint64
	File  string
	Names []string
}

// Values says what a Snapshot or a Restore has done.
type Values struct {
	ID      uint64
	Err     string   // why nothing was done, or not all; empty if it was
	Kept    []string // names of variables
	Lost    []string // the others
	Reasons []string // why, for each of them
	Types   []string // see snapshot.Report
	Bytes   uint64   // size of the file
	Took    uint64   // nanoseconds
}

func (m Snapshot) encode(e *encoder) {
	e.uint(m.ID)
	e.string(m.File)
	e.strings(m.Names)
	e.uint(m.Bytes)
	e.uint(m.Time)
}

func (m Restore) encode(e *encoder) {
	e.uint(m.ID)
	e.string(m.File)
	e.strings(m.Names)
}

func (m Values) encode(e *encoder) {
	e.uint(m.ID)
	e.string(m.Err)
	e.strings(m.Kept)
	e.strings(m.Lost)
	e.strings(m.Reasons)
	e.strings(m.Types)
	e.uint(m.Bytes)
	e.uint(m.Took)
}
