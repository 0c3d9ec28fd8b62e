package debug

import (
	"context"
	"encoding/binary"
	"fmt"
	"strconv"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// The path that stands for a cell is made of the hash of its text between these.
// There is no such file.
const (
	pathPrefix = "nabla-cell-"
	pathSuffix = ".go"
	hashSeed   = 0x6e61626c
)

// mostSources is how many texts are remembered.
const mostSources = 1000

// dumpCell gives the path that stands for the text of a cell.
func (a *Adapter) dumpCell(_ context.Context, args jupyter.Object) (jupyter.Object, error) {
	code, _ := args["code"].(string)
	path := pathPrefix + strconv.FormatUint(uint64(murmur2([]byte(code), hashSeed)), 10) + pathSuffix
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.sources) >= mostSources {
		clear(a.sources)
	}
	a.sources[path] = code
	return jupyter.Object{"sourcePath": path}, nil
}

// source gives the text of a cell by its path.
func (a *Adapter) source(_ context.Context, args jupyter.Object) (jupyter.Object, error) {
	from, _ := args["source"].(map[string]any)
	path, _ := from["path"].(string)
	a.mu.Lock()
	defer a.mu.Unlock()
	code, ok := a.sources[path]
	if !ok {
		return nil, fmt.Errorf("no cell goes by the path %q", path)
	}
	return jupyter.Object{"content": code, "mimeType": "text/x-go"}, nil
}

// murmur2 is Austin Appleby's MurmurHash2 in 32 bits, which front ends compute as
// well.
func murmur2(data []byte, seed uint32) uint32 {
	const m, r = 0x5bd1e995, 24
	h := seed ^ uint32(len(data))
	for ; len(data) >= 4; data = data[4:] {
		k := binary.LittleEndian.Uint32(data) * m
		k ^= k >> r
		h = h*m ^ k*m
	}
	for i := len(data) - 1; i >= 0; i-- {
		h ^= uint32(data[i]) << (8 * i)
		if i == 0 {
			h *= m
		}
	}
	h = (h ^ h>>13) * m
	return h ^ h>>15
}
