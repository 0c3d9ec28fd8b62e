package snapshot

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

// A maker makes random types and values.
type maker struct {
	*rand.Rand
	made []reflect.Value // addressable values, for pointers to share
}

var simple = []reflect.Type{
	reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[uint16](), reflect.TypeFor[uint32](),
	reflect.TypeFor[float32](), reflect.TypeFor[float64](), reflect.TypeFor[complex128](), reflect.TypeFor[string](), reflect.TypeFor[celsius](),
	reflect.TypeFor[any](), reflect.TypeFor[inner](), reflect.TypeFor[point](), reflect.TypeFor[struct{}](), reflect.TypeFor[pair[any]](),
	reflect.TypeFor[*node](), reflect.TypeFor[time.Time](), reflect.TypeFor[time.Month](), reflect.TypeFor[speaker](),
}

func (m *maker) typ(depth int) reflect.Type {
	if depth > 0 {
		switch m.IntN(6) {
		case 0:
			return reflect.PointerTo(m.typ(depth - 1))
		case 1:
			return reflect.SliceOf(m.typ(depth - 1))
		case 2:
			return reflect.ArrayOf(m.IntN(4), m.typ(depth-1))
		case 3:
			return reflect.MapOf(simple[m.IntN(10)], m.typ(depth-1)) // keys that DeepEqual finds again
		case 4:
			fields := make([]reflect.StructField, m.IntN(4))
			for i := range fields {
				fields[i] = reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: m.typ(depth - 1)}
			}
			return reflect.StructOf(fields)
		}
	}
	return simple[m.IntN(len(simple))]
}

// fill sets v, also fields that are not exported.
func (m *maker) fill(v reflect.Value, depth int) {
	v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
	m.made = append(m.made, v)
	switch t := v.Type(); {
	case t == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Unix(m.Int64N(1e9), 5)))
	case t == reflect.TypeFor[speaker]():
		if m.IntN(2) == 0 {
			v.Set(reflect.ValueOf(celsius(m.IntN(100))))
		}
	case v.CanInt():
		v.SetInt(m.Int64())
	case v.CanUint():
		v.SetUint(m.Uint64())
	case v.CanFloat():
		v.SetFloat(m.NormFloat64())
	case v.CanComplex():
		v.SetComplex(complex(m.Float64(), m.Float64()))
	default:
		m.fillOther(v, depth)
	}
}

func (m *maker) fillOther(v reflect.Value, depth int) {
	t := v.Type()
	some := depth > 0 && m.IntN(5) > 0
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(m.IntN(2) == 0)
	case reflect.String:
		v.SetString(fmt.Sprint(m.IntN(1000)))
	case reflect.Pointer:
		if old := m.made[m.IntN(len(m.made))]; old.Type() == t.Elem() {
			v.Set(old.Addr()) // shared, perhaps a cycle
		} else if some {
			v.Set(reflect.New(t.Elem()))
			m.fill(v.Elem(), depth-1)
		}
	case reflect.Slice:
		if some {
			v.Set(reflect.MakeSlice(t, m.IntN(4), 4))
		}
		for i := range v.Len() {
			m.fill(v.Index(i), depth-1)
		}
	case reflect.Array:
		for i := range v.Len() {
			m.fill(v.Index(i), depth)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			m.fill(v.Field(i), depth)
		}
	case reflect.Map:
		if some {
			v.Set(reflect.MakeMap(t))
			for range m.IntN(4) {
				key, elem := reflect.New(t.Key()), reflect.New(t.Elem())
				m.fill(key.Elem(), 0)
				m.fill(elem.Elem(), depth-1)
				v.SetMapIndex(key.Elem(), elem.Elem())
			}
		}
	case reflect.Interface:
		if some {
			inside := reflect.New(m.typ(depth - 1))
			m.fill(inside.Elem(), depth-1)
			v.Set(inside.Elem())
		}
	}
}

// TestRandom sends variables of random types through a file, with pointers into
// each other.
func TestRandom(t *testing.T) {
	rounds := 500
	if testing.Short() {
		rounds = 100
	}
	for seed := range uint64(rounds) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 0))}
		var variables []Variable
		for i := range 4 {
			v := reflect.New(m.typ(4))
			m.fill(v.Elem(), 4)
			variables = append(variables, variable(fmt.Sprint("v", i), v.Interface()))
		}
		for i, got := range through(t, variables...) {
			want := reflect.NewAt(got.Type, variables[i].Addr).Elem().Interface()
			if value := reflect.NewAt(got.Type, got.Addr).Elem().Interface(); !reflect.DeepEqual(value, want) {
				t.Fatalf("seed %d: %s %#v became %#v", seed, got.Type, want, value)
			}
		}
	}
}

// frames makes a file, with right checksums, of kinds, lengths and data.
func frames(b []byte) []byte {
	file := []byte(fileHead)
	for len(b) >= 3 {
		n := min(int(binary.LittleEndian.Uint16(b[1:])), len(b)-3)
		head := binary.LittleEndian.AppendUint32([]byte{b[0]}, uint32(n))
		data := b[3 : 3+n]
		sum := crc32.Update(crc32.Checksum(head, castagnoli), castagnoli, data)
		file = append(binary.LittleEndian.AppendUint32(append(file, head...), sum), data...)
		b = b[3+n:]
	}
	return file
}

// unframe is the inverse of frames.
func unframe(file []byte) []byte {
	var b []byte
	for file = file[len(fileHead):]; len(file) > 0; {
		n := binary.LittleEndian.Uint32(file[1:])
		b = append(binary.LittleEndian.AppendUint16(append(b, file[0]), uint16(n)), file[9:9+n]...)
		file = file[9+n:]
	}
	return b
}

// FuzzRestore reads files that are damaged under right checksums. What comes of
// it must be values that can be used.
func FuzzRestore(f *testing.F) {
	var (
		list  = &node{1, &node{2, nil}}
		value = any(map[string]any{"a": []any{1, "x", point{1, 2}, &point{3, 4}}, "b": celsius(3)})
		many  = []outer{{inner: inner{1, "b"}, point: &point{2, 3}, in: []inner{{2, "c"}}}}
		when  = time.Now()
		trees = tree{"a": {"b": nil}}
		part  = many[0].in[:0]
		talk  = speaker(celsius(4))
	)
	variables := []Variable{
		variable("list", &list), variable("value", &value), variable("many", &many), variable("when", &when),
		variable("trees", &trees), variable("part", &part), variable("talk", &talk),
	}
	for i := range variables {
		f.Add(unframe(save(f, variables[i:i+1], Options{})))
	}
	f.Add(unframe(save(f, variables, Options{})))
	f.Fuzz(func(t *testing.T, b []byte) {
		file := frames(b)
		got := copyOf(variables)
		r, _ := Restore(bytes.NewReader(file), int64(len(file)), got, Lookups{find, known})
		if len(r.Kept)+len(r.Lost) != len(variables) {
			t.Errorf("%+v", r)
		}
		var again bytes.Buffer // walks all that came out
		if _, err := Save(&again, got, Options{Known: known}); err != nil {
			t.Error(err)
		}
	})
}
