package gonbui

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/display/wire"
)

// What a program registers, for its end of the stream.
func init() {
	gob.RegisterName(path+"DisplayData", displayData{})
	gob.RegisterName(path+"InputRequest", inputRequest{})
	gob.RegisterName(path+"CommSubscription", commSubscription{})
	gob.Register(map[string]int{})
	gob.Register(map[string]any{}) // in metadata
	gob.Register([]any{})
}

// A program writes down what a stream makes of its messages.
type program struct {
	told    []string
	replies bytes.Buffer
}

func (p *program) Show(cell uint64, b *wire.Bundle) {
	var text []string
	for mime, data := range b.Data {
		text = append(text, fmt.Sprintf("%s %q", mime, data))
	}
	slices.Sort(text)
	if b.DisplayID != "" {
		text = append(text, fmt.Sprintf("@%s update=%v", b.DisplayID, b.Update))
	}
	for mime, data := range b.Metadata {
		text = append(text, fmt.Sprintf("[%s %s]", mime, data))
	}
	p.told = append(p.told, fmt.Sprintf("%d: %s", cell, strings.Join(text, " ")))
}

func (p *program) Ask(cell uint64, q wire.Question) {
	p.told = append(p.told, fmt.Sprintf("%d: ask %q %v", cell, q.Prompt, q.Password))
}

func (p *program) Complain(cell uint64, text string) {
	p.told = append(p.told, fmt.Sprintf("%d: complaint: %s", cell, text))
}

func (p *program) Reply(data []byte) { p.replies.Write(data) }

func (p *program) want(t *testing.T, lines ...string) {
	t.Helper()
	if !slices.Equal(p.told, lines) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(p.told, "\n"), strings.Join(lines, "\n"))
	}
	p.told = nil
}

func html(text, id string) *displayData {
	return &displayData{Data: map[string]any{"text/html": text}, DisplayID: id}
}

// conversation starts a stream and returns the encoder of its program, which
// hands every message over in pieces of the given size.
func conversation(t *testing.T, d *Notebook, size int) (*program, func(cell uint64, m any)) {
	p := new(program)
	s := d.NewStream(p)
	t.Cleanup(s.Close)
	var buf bytes.Buffer
	e := gob.NewEncoder(&buf)
	return p, func(cell uint64, m any) {
		t.Helper()
		if err := e.Encode(m); err != nil {
			t.Fatal(err)
		}
		for buf.Len() > 0 {
			s.Receive(cell, bytes.Clone(buf.Next(size)))
		}
	}
}

func TestShow(t *testing.T) {
	for _, size := range []int{1, 7, 1 << 20} {
		p, send := conversation(t, new(Notebook), size)
		send(1, html("one", ""))
		send(2, &displayData{Data: map[string]any{
			"image/png": []byte{0x89, 'P'}, "text/plain": "picture", "application/json": map[string]any{"a": []any{1, "b"}},
		}, Metadata: map[string]any{"image/png": map[string]any{"width": 3}}})
		p.want(t, `1: text/html "one"`, `2: application/json "{\"a\":[1,\"b\"]}" image/png "\x89P" text/plain "picture" [image/png {"width":3}]`)
	}
}

// A display is new once in the life of a notebook; an update may be empty.
func TestUpdate(t *testing.T) {
	var d Notebook
	p, send := conversation(t, &d, 1<<20)
	send(1, html("one", "a"))
	send(1, html("", "a"))
	send(2, html("two", "b"))
	p.want(t, `1: text/html "one" @a update=false`, `1: text/html "" @a update=true`, `2: text/html "two" @b update=false`)
	p, send = conversation(t, &d, 1<<20)
	send(3, html("three", "a"))
	p.want(t, `3: text/html "three" @a update=true`)
}

func TestAsk(t *testing.T) {
	p, send := conversation(t, new(Notebook), 1<<20)
	send(1, &displayData{Data: map[string]any{inputKey: &inputRequest{Prompt: "Name: "}}})
	send(1, &displayData{Data: map[string]any{inputKey: inputRequest{Password: true}}})
	p.want(t, `1: ask "Name: " false`, `1: ask "" true`)
}

// The answer to a sync has the number of the request, as an int.
func TestSync(t *testing.T) {
	for _, size := range []int{1, 1 << 20} {
		p, send := conversation(t, new(Notebook), size)
		d := gob.NewDecoder(&p.replies)
		for i := range 3 {
			send(1, html("shown before", ""))
			p.want(t, `1: text/html "shown before"`)
			send(1, &displayData{Data: map[string]any{valueKey: &commValue{Address: syncAddress, Value: i}}})
			var got commValue
			if err := d.Decode(&got); err != nil {
				t.Fatal(err)
			}
			if want := (commValue{Address: syncedAddress, Value: i}); !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		}
	}
}

func TestMistakes(t *testing.T) {
	p, send := conversation(t, new(Notebook), 1<<20)
	send(1, &displayData{Data: map[string]any{inputKey: "Name"}})
	send(2, &displayData{Data: map[string]any{valueKey: 3}})
	send(3, html("goes on", ""))
	p.want(t,
		`1: complaint: the cell sent a string as "gonb/jupyter_input" through package gonbui, which means nothing`,
		`2: complaint: the cell sent a int as "gonb/comm_value" through package gonbui, which means nothing`,
		`3: text/html "goes on"`)
}

// Nonsense is reported once, and nothing is carried out after it.
func TestNonsense(t *testing.T) {
	for _, text := range []string{"nonsense", "\x01\x01\x01\x01\x01\x01", strings.Repeat("\xf8\xff", 20), "\x03\x04\x00\x02"} {
		p := new(program)
		s := new(Notebook).NewStream(p)
		var good bytes.Buffer
		gob.NewEncoder(&good).Encode(html("never", ""))
		s.Receive(4, []byte(text))
		for range 40 { // until the length that text claims has come
			s.Receive(4, good.Bytes())
		}
		if len(p.told) != 1 || !strings.HasPrefix(p.told[0], "4: complaint: what the cell wrote to the file that GONB_PIPE names") {
			t.Errorf("%q leads to %q", text, p.told)
		}
		s.Close()
	}
}

// Whatever is written, a stream neither panics nor blocks.
func FuzzReceive(f *testing.F) {
	var b bytes.Buffer
	e := gob.NewEncoder(&b)
	e.Encode(html("x", "a"))
	e.Encode(&displayData{Data: map[string]any{valueKey: &commValue{Address: syncAddress, Value: 1}}})
	f.Add(b.Bytes(), 3)
	f.Fuzz(func(t *testing.T, data []byte, at int) {
		s := new(Notebook).NewStream(new(program))
		at = max(0, min(at, len(data)))
		s.Receive(1, data[:at])
		s.Receive(2, data[at:])
		s.Close()
	})
}
