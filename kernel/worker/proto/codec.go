package proto

import (
	"errors"
	"fmt"

	"github.com/gonabla/nabla/display/wire"
)

// The kinds of messages as the first byte tells them.
const (
	kindStart byte = iota + 1
	kindRun
	kindInterrupt
	kindAbandon
	kindExit
	kindReady
	kindOutput
	kindDone
	kindGoroutinePanic
	kindAnswer
	kindAsk
	kindSurroundings
	kindGonb
	kindLimit
	kindSnapshot
	kindRestore
	kindValues
	kindLook
	kindSeen
	kindComm
	kindLoaded
)

func (Start) kind() byte          { return kindStart }
func (Run) kind() byte            { return kindRun }
func (Interrupt) kind() byte      { return kindInterrupt }
func (Abandon) kind() byte        { return kindAbandon }
func (Exit) kind() byte           { return kindExit }
func (Ready) kind() byte          { return kindReady }
func (Output) kind() byte         { return kindOutput }
func (Done) kind() byte           { return kindDone }
func (GoroutinePanic) kind() byte { return kindGoroutinePanic }
func (Answer) kind() byte         { return kindAnswer }
func (Ask) kind() byte            { return kindAsk }
func (Surroundings) kind() byte   { return kindSurroundings }
func (Gonb) kind() byte           { return kindGonb }
func (Limit) kind() byte          { return kindLimit }
func (Snapshot) kind() byte       { return kindSnapshot }
func (Restore) kind() byte        { return kindRestore }
func (Values) kind() byte         { return kindValues }
func (Look) kind() byte           { return kindLook }
func (Seen) kind() byte           { return kindSeen }
func (Comm) kind() byte           { return kindComm }
func (Loaded) kind() byte         { return kindLoaded }

// Encode appends the bytes of the message to b.
func Encode(b []byte, m Message) []byte {
	e := encoder{append(b, m.kind())}
	m.encode(&e)
	return e.b
}

// Decode is the inverse of Encode. Byte slices of the message point into b.
func Decode(b []byte) (Message, error) {
	if len(b) == 0 {
		return nil, errors.New("empty message")
	}
	d := decoder{b: b[1:]}
	m := d.message(b[0])
	if d.err == nil && len(d.b) > 0 {
		d.err = fmt.Errorf("%d bytes too many", len(d.b))
	}
	if d.err != nil {
		return nil, fmt.Errorf("message of kind %d: %w", b[0], d.err)
	}
	return m, nil
}

func (d *decoder) message(kind byte) Message {
	switch kind {
	case kindStart:
		return Start{SessionDir: d.string(), Archives: d.stringMap(), Memory: d.uint()}
	case kindRun:
		return Run{d.uint(), d.string(), d.string(), d.stringMap(), d.stringMap(), d.strings(), d.stringMap(), d.bool()}
	case kindInterrupt:
		return Interrupt{d.uint()}
	case kindAbandon:
		return Abandon{d.uint()}
	case kindExit:
		return Exit{}
	case kindReady:
		return Ready{d.string(), d.string(), d.timings()}
	case kindOutput:
		return Output{d.frame()}
	case kindDone:
		return Done{d.uint(), d.outcome(), d.string(), d.int(), d.stack(), d.strings(), d.strings(), d.strings(), d.strings(), d.left(), d.timings()}
	case kindGoroutinePanic:
		return GoroutinePanic{d.uint(), d.string(), d.stack()}
	case kindAnswer:
		return Answer{d.uint(), d.string(), d.string()}
	case kindAsk:
		return Ask{d.uint(), d.uint(), wire.Question{Prompt: d.string(), Password: d.bool()}}
	case kindSurroundings:
		return Surroundings{d.string(), d.stringMap()}
	case kindGonb:
		return Gonb{d.uint(), d.bytes()}
	case kindLimit:
		return Limit{d.uint()}
	case kindLoaded:
		return Loaded{d.uint()}
	}
	return d.valuesMessage(kind)
}

// valuesMessage decodes those of values.go.
func (d *decoder) valuesMessage(kind byte) Message {
	switch kind {
	case kindSnapshot:
		return Snapshot{d.uint(), d.string(), d.strings(), d.uint(), d.uint()}
	case kindRestore:
		return Restore{d.uint(), d.string(), d.strings()}
	case kindValues:
		return Values{d.uint(), d.string(), d.strings(), d.strings(), d.strings(), d.strings(), d.uint(), d.uint()}
	}
	return d.viewMessage(kind)
}

// viewMessage decodes those of look.go and comm.go.
func (d *decoder) viewMessage(kind byte) Message {
	switch kind {
	case kindLook:
		return Look{d.uint(), d.view(), d.strings(), d.strings()}
	case kindSeen:
		return d.seen()
	case kindComm:
		return Comm{d.comm()}
	}
	d.fail("unknown kind")
	return nil
}

func (m Start) encode(e *encoder) {
	e.string(m.SessionDir)
	e.stringMap(m.Archives)
	e.uint(m.Memory)
}

func (m Run) encode(e *encoder) {
	e.uint(m.Cell)
	e.string(m.Object)
	e.string(m.Entry)
	e.stringMap(m.Alias)
	e.stringMap(m.Archives)
	e.strings(m.Carry)
	e.stringMap(m.Called)
	e.bool(m.Alone)
}

func (m Interrupt) encode(e *encoder) { e.uint(m.Cell) }
func (m Abandon) encode(e *encoder)   { e.uint(m.Cell) }
func (m Exit) encode(*encoder)        {}
func (m Limit) encode(e *encoder)     { e.uint(m.Memory) }
func (m Loaded) encode(e *encoder)    { e.uint(m.Cell) }
func (m Output) encode(e *encoder)    { e.frame(m.Frame) }

func (m Ready) encode(e *encoder) {
	e.string(m.GoVersion)
	e.string(m.Err)
	e.timings(m.Timings)
}

func (m Done) encode(e *encoder) {
	e.uint(m.Cell)
	e.byte(byte(m.Outcome))
	e.string(m.Message)
	e.int(m.ExitCode)
	e.stack(m.Stack)
	e.strings(m.ChangedTypes)
	e.strings(m.NewVariables)
	e.strings(m.Carried)
	e.strings(m.Lost)
	e.uint(uint64(len(m.Left)))
	for _, l := range m.Left {
		e.string(l.State)
		e.stack(l.Stack)
	}
	e.timings(m.Timings)
}

func (m Surroundings) encode(e *encoder) {
	e.string(m.Dir)
	e.stringMap(m.Env)
}

func (m Answer) encode(e *encoder) {
	e.uint(m.ID)
	e.string(m.Text)
	e.string(m.Err)
}

func (m Ask) encode(e *encoder) {
	e.uint(m.ID)
	e.uint(m.Cell)
	e.string(m.Question.Prompt)
	e.bool(m.Question.Password)
}

func (m Gonb) encode(e *encoder) {
	e.uint(m.Cell)
	e.bytes(m.Data)
}

func (m GoroutinePanic) encode(e *encoder) {
	e.uint(m.Cell)
	e.string(m.Message)
	e.stack(m.Stack)
}
