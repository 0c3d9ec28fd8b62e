package display

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/gonabla/nabla/display/wire"
)

func TestAskTerminal(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "Emmy Noether\r\n\nsecret\nunended")
	w.Close()
	var out strings.Builder
	for _, test := range []struct {
		password bool
		want     string
		err      error
	}{
		{false, "Emmy Noether", nil}, {false, "", nil}, {true, "secret", nil}, {false, "unended", nil}, {false, "", io.EOF},
	} {
		got, err := askTerminal(r, &out, wire.Question{Prompt: "? ", Password: test.password})
		if got != test.want || err != test.err {
			t.Errorf("got %q, %v, want %q, %v", got, err, test.want, test.err)
		}
	}
	if out.String() != strings.Repeat("? ", 5) {
		t.Errorf("the prompts: %q", out.String())
	}
}

func TestInputInNotebook(t *testing.T) {
	inNotebook = func() bool { return true }
	defer func() { inNotebook = wire.Connected }()
	for _, question := range []func(string) (string, error){Input, Password} {
		if _, err := question("name? "); !errors.Is(err, wire.ErrNoInput) || !strings.HasPrefix(err.Error(), "display: input is not available here") {
			t.Errorf("got %v", err)
		}
	}
}
