// Package usage measures what a process, with everything that it has started,
// takes of the machine: for the panels in which front ends show it.
//
// A [Meter] is asked from time to time. What it says of processors is about the
// time since it was asked last; the first answer says 0.
//
// The package knows nothing of Jupyter, and nothing of what the processes are.
package usage

import (
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/prometheus/procfs"
)

// A Usage is what was measured.
type Usage struct {
	Hostname string
	Pid      int
	CPUCount int
	// CPU is what the processes use of the processors, in percent of one.
	CPU float64
	// Memory is what the processes hold, in bytes; what several processes share
	// is shared out among them.
	Memory uint64
	// HostCPU is what everybody uses, in percent of all processors.
	HostCPU float64
	// HostMemory is the machine's.
	HostMemory Memory
}

// Memory is that of a machine, in bytes.
type Memory struct{ Total, Available, Free uint64 }

// A Meter measures one process and its descendants. It is safe for concurrent
// use.
type Meter struct {
	fs  procfs.FS
	pid int

	mu   sync.Mutex
	when time.Time           // of the last measurement; zero if there was none
	cpu  map[process]float64 // seconds that the processes had used then
	host times
}

// A process is one in the life of the machine: numbers are used again.
type process struct {
	pid   int
	start uint64
}

// times are seconds of all processors together.
type times struct{ busy, all float64 }

// NewMeter makes a meter of a process.
func NewMeter(pid int) (*Meter, error) {
	fs, err := procfs.NewDefaultFS()
	return &Meter{fs: fs, pid: pid}, err
}

// Measure measures. Processes that end meanwhile count for nothing.
func (m *Meter) Measure() (Usage, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	u := Usage{Pid: m.pid, CPUCount: runtime.NumCPU()}
	u.Hostname, _ = os.Hostname()
	processes, err := m.tree()
	if err != nil {
		return u, err
	}
	now, cpu := time.Now(), map[process]float64{}
	used := 0.0
	for _, p := range processes {
		u.Memory += memory(p.Proc)
		key := process{p.PID, p.stat.Starttime}
		cpu[key] = p.stat.CPUTime()
		if before, known := m.cpu[key]; known {
			used += cpu[key] - before
		} else if !m.when.IsZero() {
			used += cpu[key] // it has begun since
		}
	}
	if !m.when.IsZero() {
		u.CPU = 100 * used / max(now.Sub(m.when).Seconds(), 1e-3)
	}
	m.when, m.cpu = now, cpu
	err = m.measureHost(&u)
	return u, err
}

// A member is a process of the tree.
type member struct {
	procfs.Proc
	stat procfs.ProcStat
}

// tree finds the process and its descendants.
func (m *Meter) tree() (list []member, err error) {
	all, err := m.fs.AllProcs()
	if err != nil {
		return nil, err
	}
	children := map[int][]member{}
	for _, p := range all {
		stat, err := p.Stat()
		if err != nil {
			continue // it has just ended
		}
		if p.PID == m.pid {
			list = append(list, member{p, stat})
		} else {
			children[stat.PPID] = append(children[stat.PPID], member{p, stat})
		}
	}
	for i := 0; i < len(list); i++ {
		list = append(list, children[list[i].PID]...)
	}
	return list, nil
}

// memory is what a process holds, or what it has in memory at all if the system
// does not tell what of it is shared.
func memory(p procfs.Proc) uint64 {
	if maps, err := p.ProcSMapsRollup(); err == nil {
		return maps.Pss
	}
	status, _ := p.NewStatus()
	return status.VmRSS
}

// measureHost fills in what is about the machine.
func (m *Meter) measureHost(u *Usage) error {
	stat, err := m.fs.Stat()
	if err != nil {
		return err
	}
	c := stat.CPUTotal
	now := times{busy: c.User + c.Nice + c.System + c.IRQ + c.SoftIRQ + c.Steal}
	now.all = now.busy + c.Idle + c.Iowait
	if m.host.all > 0 && now.all > m.host.all {
		u.HostCPU = max(0, 100*(now.busy-m.host.busy)/(now.all-m.host.all))
	}
	m.host = now
	info, err := m.fs.Meminfo()
	if err != nil {
		return err
	}
	for to, from := range map[*uint64]*uint64{
		&u.HostMemory.Total: info.MemTotalBytes, &u.HostMemory.Available: info.MemAvailableBytes, &u.HostMemory.Free: info.MemFreeBytes,
	} {
		if from != nil {
			*to = *from
		}
	}
	return nil
}
