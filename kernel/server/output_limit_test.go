package server

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/jupyter"
)

func display(text string, update, result bool) wire.Frame {
	return wire.Frame{Kind: wire.Display, Bundle: &wire.Bundle{Data: map[string][]byte{"text/plain": []byte(text)}, Update: update, Result: result}}
}

// Beyond the limit nothing is shown, which is said once for each cell. Updates and
// the value of the cell are shown, and after a clear there is room again.
func TestLimit(t *testing.T) {
	var got []string
	o := newOutput(func(_ *jupyter.Message, c jupyter.Content) {
		text := c.Type()
		if s, ok := c.(jupyter.Stream); ok {
			text += fmt.Sprintf(" %s %.20q", s.Name, s.Text)
		}
		got = append(got, text)
	}, func() {})
	o.limit = 1 << 20
	half := wire.Frame{Kind: wire.Stdout, Text: []byte(strings.Repeat("x", o.limit/2))}
	small := wire.Frame{Kind: wire.Stdout, Text: []byte("small")}
	for id := range uint64(2) {
		o.begin(&cell{id: id + 1})
		for range 2 {
			o.Output(half)
		}
		for range 3 {
			o.Output(small)
			o.Output(display("d", false, false))
		}
		o.Output(display(string(half.Text), true, false))
		o.Output(display(string(half.Text), false, true))
		o.Output(wire.Frame{Kind: wire.Clear})
		o.Output(small)
		o.flush()
		want := strings.Join([]string{
			`stream stdout "xxxxxxxxxxxxxxxxxxxx"`, `stream stdout "xxxxxxxxxxxxxxxxxxxx"`, `stream stderr "\nThis cell has shown"`,
			"update_display_data", "execute_result", "clear_output", `stream stdout "small"`,
		}, "\n")
		if text := strings.Join(got, "\n"); text != want {
			t.Errorf("cell %d: published\n%s\nwant\n%s", id+1, text, want)
		}
		got = nil
	}
}
