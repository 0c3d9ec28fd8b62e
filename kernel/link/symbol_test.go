package link

import (
	"os"
	"testing"

	"github.com/gonabla/nabla/kernel/link/object"
)

// The tests of this file link no function of the overlay, so they need no worker.

func TestOfMain(t *testing.T) {
	for name, want := range map[string]bool{
		"main.run":                               true,
		"main.(*T).String":                       true,
		"type:main.T":                            true,
		"type:*main.T":                           true,
		"type:map[string][]main.T":               true,
		"type:.eq.main.T":                        true,
		"go:itab.main.T,fmt.Stringer":            true,
		"go:itab.*bytes.Buffer,main.I":           true,
		"slices..dict.SortFunc[[]main.T,main.T]": true,
		"type:struct { main.a int }":             true,
		"runtime.main.func1":                     false,
		"example.com/main.F":                     false,
		"type:*example.com/main.T":               false,
		"domain.F":                               false,
		"runtime.main":                           false,
		"fmt.Println":                            false,
		"":                                       false,
	} {
		if got := ofMain(name); got != want {
			t.Errorf("ofMain(%q) = %v", name, got)
		}
	}
}

func TestPackageOf(t *testing.T) {
	for name, want := range map[string]string{
		"fmt.Println":                                "fmt",
		"encoding/json.(*Decoder).Decode":            "encoding/json",
		"gopkg.in/yaml%2ev3.Marshal":                 "gopkg.in/yaml%2ev3",
		"slices.Sort[go.shape.[]a/b.T,go.shape.int]": "slices",
		"a/b.F[c/d.T]":                               "a/b",
		"memeqbody":                                  "",
		"":                                           "",
	} {
		if got := packageOf(name); got != want {
			t.Errorf("packageOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestEscape(t *testing.T) {
	for path, want := range map[string]string{
		"fmt":                      "fmt",
		"gonum.org/v1/gonum/mat":   "gonum.org/v1/gonum/mat",
		"gopkg.in/yaml.v3":         "gopkg.in/yaml%2ev3",
		"a.b/c%d\"e":               "a.b/c%25d%22e",
		"crypto/internal/v1.0.0/é": "crypto/internal/v1.0.0/%c3%a9",
	} {
		if got := escape(path); got != want {
			t.Errorf("escape(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestVariableName(t *testing.T) {
	for _, test := range []struct {
		symbol object.Symbol
		want   string
	}{
		{object.Symbol{Name: "main.x", Kind: object.KindNoPtrBss}, "x"},
		{object.Symbol{Name: "main.été", Kind: object.KindData}, "été"},
		{object.Symbol{Name: "main.run", Kind: object.KindText}, ""},
		{object.Symbol{Name: "main.run·f", Kind: object.KindRodata}, ""},
		{object.Symbol{Name: "main..inittask", Kind: object.KindNoPtrData}, ""},
		{object.Symbol{Name: "main..stmp_1", Kind: object.KindData}, ""},
		{object.Symbol{Name: "fmt.x", Kind: object.KindData}, ""},
	} {
		if got, ok := variableName(test.symbol); ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%s: %q, %v", test.symbol.Name, got, ok)
		}
	}
}

func TestMethodsOf(t *testing.T) {
	for _, data := range [][]byte{nil, make([]byte, 47), make([]byte, 48)} {
		if m := methodsOf(data); m.uncommon != -1 || m.count != 0 {
			t.Errorf("%d bytes: %+v", len(data), m)
		}
	}
	damaged := make([]byte, 64)
	damaged[flagsAt] = flagUncommon
	damaged[48+tableAt] = 200
	if m := methodsOf(damaged); m.uncommon != -1 {
		t.Errorf("method table outside of the descriptor: %+v", m)
	}
	damaged[48+tableAt], damaged[48+countsAt] = 16, 1
	if m := methodsOf(damaged); m.uncommon != -1 {
		t.Errorf("more methods than the descriptor has: %+v", m)
	}
}

// TestReadELF reads the symbols of the test itself.
func TestReadELF(t *testing.T) {
	file, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	x := &executable{symbols: map[string]uintptr{}, paths: map[string]bool{}}
	if err := x.readELF(data[:100]); err == nil {
		t.Error("no error for half a header")
	}
	if err := x.readELF([]byte("#!/bin/sh")); err == nil {
		t.Error("no error for a script")
	}
	if err := x.readELF(data); err != nil {
		t.Skip(err) // go test links without symbols, unless it keeps the binary
	}
	if x.symbols["runtime.text"] == 0 || !x.paths["runtime"] {
		t.Error("symbols are missing")
	}
}

func TestRegion(t *testing.T) {
	r, err := newRegion(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	start := r.next
	a, err := r.take(100)
	if err != nil || a != start || r.next != start+pageSize {
		t.Fatalf("take: %x %v", a, err)
	}
	if start+1<<20 > 1<<31 {
		t.Errorf("region at %x", start)
	}
	memory(a, 100)[99] = 1
	r.giveBack(start)
	if a, err = r.take(pageSize + 1); err != nil || r.next != start+2*pageSize || memory(a, 100)[99] != 0 {
		t.Errorf("memory that was given back: %x %v", a, err)
	}
	if _, err := r.take(1 << 20); err == nil {
		t.Error("took more than there is")
	}
}
