package jupyter

// A UsageRequest asks what the kernel takes of the machine. It has no fields.
// The protocol's documents do not know it; ipykernel and the front ends that
// show resources do.
type UsageRequest struct{}

// Type is "usage_request".
func (UsageRequest) Type() string { return "usage_request" }

// A UsageReply tells what the kernel, with the processes that it has started,
// takes of the machine. What is about processors is in percent, of one for the
// kernel and of all for the host; the rest is in bytes.
type UsageReply struct {
	Status            string     `json:"status"`
	Hostname          string     `json:"hostname"`
	Pid               int        `json:"pid"`
	KernelCPU         float64    `json:"kernel_cpu"`
	KernelMemory      uint64     `json:"kernel_memory"`
	HostCPUPercent    float64    `json:"host_cpu_percent"`
	CPUCount          int        `json:"cpu_count"`
	HostVirtualMemory HostMemory `json:"host_virtual_memory"`
}

// Type is "usage_reply".
func (UsageReply) Type() string { return "usage_reply" }

// HostMemory is the memory of the machine, in bytes.
type HostMemory struct {
	Total     uint64  `json:"total"`
	Available uint64  `json:"available"`
	Percent   float64 `json:"percent"` // that is not available
	Used      uint64  `json:"used"`
	Free      uint64  `json:"free"`
}
