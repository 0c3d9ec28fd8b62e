package link

import (
	"encoding/binary"
	"fmt"
	"syscall"
	"unsafe"
)

// A region is address space near the executable, so that code in it reaches the
// executable and all other loaded code with 32-bit offsets.
type region struct{ start, next, end uintptr }

const pageSize = 4096

func roundUp(n, to uintptr) uintptr { return (n + to - 1) &^ (to - 1) }

// newRegion reserves address space in the lower 2 GB, where the executable lies.
func newRegion(size int) (*region, error) {
	b, err := syscall.Mmap(-1, 0, size, syscall.PROT_NONE,
		syscall.MAP_PRIVATE|syscall.MAP_ANON|syscall.MAP_32BIT|syscall.MAP_NORESERVE)
	if err != nil {
		return nil, fmt.Errorf("cannot reserve %d MB of address space for cells: %w", size>>20, err)
	}
	start := uintptr(unsafe.Pointer(&b[0]))
	return &region{start, start, start + uintptr(len(b))}, nil
}

// take returns memory that can be written, full of zeros, at a page boundary.
func (r *region) take(size uintptr) (uintptr, error) {
	size = roundUp(size, pageSize)
	if size > r.end-r.next {
		return 0, fmt.Errorf("the space for code and static data of cells is used up; restart the kernel")
	}
	addr := r.next
	if err := protect(addr, size, syscall.PROT_READ|syscall.PROT_WRITE); err != nil {
		return 0, err
	}
	r.next += size
	return addr, nil
}

// giveBack undoes all takes since the region's next address was start.
func (r *region) giveBack(start uintptr) {
	if r.next == start {
		return
	}
	b := memory(start, int(r.next-start))
	syscall.Madvise(b, syscall.MADV_DONTNEED) // zeros again
	protect(start, r.next-start, syscall.PROT_NONE)
	r.next = start
}

func makeExecutable(addr, size uintptr) error {
	return protect(addr, size, syscall.PROT_READ|syscall.PROT_EXEC)
}

// protect sets the protection of the pages that [addr, addr+size) touches.
func protect(addr, size uintptr, prot int) error {
	end := roundUp(addr+size, pageSize)
	addr &^= pageSize - 1
	if _, _, e := syscall.Syscall(syscall.SYS_MPROTECT, addr, end-addr, uintptr(prot)); e != 0 {
		return fmt.Errorf("cannot change the protection of memory: %w", e)
	}
	return nil
}

// memory is the n bytes at addr.
func memory(addr uintptr, n int) []byte { return unsafe.Slice((*byte)(pointer(addr)), n) }

// word is the 32-bit number at addr.
func word(addr uintptr) int32 { return int32(binary.LittleEndian.Uint32(memory(addr, 4))) }

// address is the address stored at addr.
func address(addr uintptr) uintptr { return uintptr(binary.LittleEndian.Uint64(memory(addr, 8))) }

func putWord(addr uintptr, v int32) { binary.LittleEndian.PutUint32(memory(addr, 4), uint32(v)) }

func putAddr(addr, v uintptr) { binary.LittleEndian.PutUint64(memory(addr, 8), uint64(v)) }

// pointer turns an address outside the garbage collected heap into a pointer.
func pointer(addr uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&addr)) }

// function returns the function whose code starts at addr. The function value holds
// the address of a word that is never moved or freed.
func function(addr uintptr) func() {
	code := &addr
	return *(*func())(unsafe.Pointer(&code))
}
