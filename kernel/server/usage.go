package server

import (
	"context"
	"os"
	"sync"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/usage"
)

// newMeter makes the meter of this process, when it is first asked for.
func newMeter() func() (*usage.Meter, error) {
	return sync.OnceValues(func() (*usage.Meter, error) { return usage.NewMeter(os.Getpid()) })
}

// usage tells what the kernel and what it started take of the machine: the
// worker, and what compiles.
func (s *Server) usage(_ context.Context, r *request, _ jupyter.UsageRequest) answer {
	meter, err := s.meter()
	if err != nil {
		return r.failure("UsageError", err.Error())
	}
	u, err := meter.Measure()
	if err != nil {
		return r.failure("UsageError", err.Error())
	}
	used := u.HostMemory.Total - u.HostMemory.Available
	return answer{reply: jupyter.UsageReply{
		Status:         jupyter.StatusOK,
		Hostname:       u.Hostname,
		Pid:            u.Pid,
		KernelCPU:      u.CPU,
		KernelMemory:   u.Memory,
		HostCPUPercent: u.HostCPU,
		CPUCount:       u.CPUCount,
		HostVirtualMemory: jupyter.HostMemory{
			Total:     u.HostMemory.Total,
			Available: u.HostMemory.Available,
			Percent:   100 * float64(used) / max(1, float64(u.HostMemory.Total)),
			Used:      used,
			Free:      u.HostMemory.Free,
		},
	}}
}
