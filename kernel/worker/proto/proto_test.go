package proto

import (
	"bytes"
	"encoding/binary"
	"io"
	"reflect"
	"runtime"
	"testing"
	"time"

	"github.com/gonabla/nabla/display/wire"
)

var samples = []Message{
	Start{SessionDir: "/home/ä b/s", Archives: map[string]string{"fmt": "/a/b.a", "math": ""}, Memory: 1 << 40},
	Start{},
	Run{Cell: 1<<64 - 1, Object: "o", Entry: "main.nabla_run_1", Alias: map[string]string{"a": "b"}, Carry: []string{"main.x"}, Called: map[string]string{"main.f_1": "main.f"}, Alone: true, Archives: map[string]string{"x": "y"}},
	Interrupt{7},
	Answer{ID: 3, Text: "ja, ü"},
	Answer{ID: 4, Err: "no"},
	Ask{ID: 3, Cell: 4, Question: wire.Question{Prompt: "Name: ", Password: true}},
	Surroundings{Dir: "/tmp", Env: map[string]string{"A": "b"}},
	Gonb{Cell: 5, Data: []byte("\x03g\xff")},
	Abandon{8},
	Exit{},
	Loaded{5},
	Limit{1 << 30},
	Ready{GoVersion: "go1.26.8", Err: "no", Timings: []Timing{{"start", time.Second}}},
	Output{wire.Frame{Seq: 3, Cell: 4, Kind: wire.Stdout, Text: []byte("x\xffy")}},
	Output{wire.Frame{Kind: wire.Clear, Wait: true}},
	Output{wire.Frame{Kind: wire.Display, Bundle: &wire.Bundle{
		Data:     map[string][]byte{"text/plain": []byte("1"), "image/png": {0, 1}},
		Metadata: map[string][]byte{"image/png": []byte(`{"width":1}`)}, DisplayID: "d", Update: true, Result: true}}},
	Output{wire.Frame{Kind: wire.Display, Bundle: &wire.Bundle{}}},
	Done{Cell: 1, Outcome: Panic, Message: "m", ExitCode: -1, Stack: []Frame{{"main.f", "cell-3", 12}},
		ChangedTypes: []string{"Point"}, NewVariables: []string{"x", "y"}, Carried: []string{"y"}, Lost: []string{"z"}, Left: []Left{{"select", []Frame{{"main.f", "cell-3", 12}}}, {}}, Timings: []Timing{{"link", 5}, {"run", 6}}},
	GoroutinePanic{Cell: 2, Message: "boom", Stack: []Frame{{"f", "g", 1}, {}}},
	Snapshot{ID: 1, File: "/tmp/values", Names: []string{"x", "y"}, Bytes: 1 << 28, Time: 2e9},
	Restore{ID: 2, File: "/tmp/values", Names: []string{"x"}},
	Look{ID: 3, What: Parts, Names: []string{"x"}, Path: []string{"[1]", "Y"}},
	Seen{ID: 3, Err: "no", Values: []Value{{"Y", "int", "3", "", false}, {"Z", "[]int", "[]int{1}", "1", true}}},
	Seen{ID: 4, Bundle: &wire.Bundle{Data: map[string][]byte{"text/latex": []byte("$x$")}}},
	Comm{wire.Comm{Kind: wire.CommOpen, ID: "a1", Target: "jupyter.widget", Data: []byte(`{"a":1}`), Metadata: []byte(`{"version":"2.1.0"}`)}},
	Comm{wire.Comm{Kind: wire.CommMessage, ID: "a1", Buffers: [][]byte{{0, 1}, {2}}}},
	Output{wire.Frame{Cell: 4, Kind: wire.Message, Comm: &wire.Comm{Kind: wire.CommClose, ID: "b"}}},
	Values{ID: 2, Err: "e", Kept: []string{"x"}, Lost: []string{"y"}, Reasons: []string{"a channel"}, Types: []string{"main.T"}, Bytes: 5, Took: 6},
}

func TestStream(t *testing.T) {
	var pipe bytes.Buffer
	w := NewWriter(&pipe)
	for _, m := range samples {
		if err := w.Send(m); err != nil {
			t.Fatal(err)
		}
	}
	r := NewReader(&pipe)
	for _, want := range samples {
		got, err := r.Receive()
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if _, err := r.Receive(); err != io.EOF {
		t.Errorf("error %v at the end, want io.EOF", err)
	}
}

// Every beginning of a message that is not the whole of it is refused.
func TestTruncated(t *testing.T) {
	for _, m := range samples {
		whole := Encode(nil, m)
		for n := range whole {
			if got, err := Decode(whole[:n]); err == nil {
				t.Errorf("%T: the first %d of %d bytes decode to %+v", m, n, len(whole), got)
			}
		}
		if _, err := Decode(append(whole, 0)); err == nil {
			t.Errorf("%T: a byte too many is accepted", m)
		}
	}
}

func TestHostileLengths(t *testing.T) {
	head := binary.LittleEndian.AppendUint32(nil, MaxMessage+1)
	if _, err := NewReader(bytes.NewReader(head)).Receive(); err == nil {
		t.Error("a length beyond the limit is accepted")
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	head = binary.LittleEndian.AppendUint32(nil, MaxMessage)
	if _, err := NewReader(bytes.NewReader(head)).Receive(); err != io.ErrUnexpectedEOF {
		t.Errorf("error %v for a stream that ends within a message, want io.ErrUnexpectedEOF", err)
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("a false length makes us allocate %d bytes", n)
	}
	for _, kind := range []byte{kindStart, kindRun, kindDone, kindOutput, kindGoroutinePanic, kindAnswer, kindAsk, kindGonb, kindSnapshot, kindRestore, kindValues} {
		hostile := append([]byte{kind}, bytes.Repeat([]byte{0xff, 0xff, 0xff, 0xff, 0x7f}, 4)...)
		if m, err := Decode(hostile); err == nil {
			t.Errorf("%+v decoded from nonsense", m)
		}
	}
}

func TestLongMessage(t *testing.T) {
	text := bytes.Repeat([]byte("0123456789"), 1<<20)
	var pipe bytes.Buffer
	if err := NewWriter(&pipe).Send(Output{wire.Frame{Kind: wire.Stdout, Text: text}}); err != nil {
		t.Fatal(err)
	}
	m, err := NewReader(&pipe).Receive()
	if err != nil {
		t.Fatal(err)
	}
	if got := m.(Output).Frame.Text; !bytes.Equal(got, text) {
		t.Errorf("%d bytes came back from %d", len(got), len(text))
	}
}

// Whatever decodes can be encoded again, and means the same.
func FuzzDecode(f *testing.F) {
	for _, m := range samples {
		f.Add(Encode(nil, m))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Decode(b)
		if err != nil {
			return
		}
		again, err := Decode(Encode(nil, m))
		if err != nil {
			t.Fatalf("%+v cannot be decoded after encoding: %v", m, err)
		}
		if !reflect.DeepEqual(m, again) {
			t.Errorf("%+v became %+v", m, again)
		}
	})
}
