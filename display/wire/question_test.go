package wire

import (
	"errors"
	"testing"
)

func TestAsk(t *testing.T) {
	if _, err := Ask(Question{Prompt: "name? "}); !errors.Is(err, ErrNoInput) {
		t.Errorf("nobody is connected: %v", err)
	}
	defer answerer.Store(nil)
	ConnectInput(func(q Question) (string, error) {
		if q.Password {
			return "", ErrNoInput
		}
		return "answer to " + q.Prompt, nil
	})
	if answer, err := Ask(Question{Prompt: "name? "}); answer != "answer to name? " || err != nil {
		t.Errorf("got %q, %v", answer, err)
	}
	if _, err := Ask(Question{Password: true}); !errors.Is(err, ErrNoInput) {
		t.Errorf("an answer that is refused: %v", err)
	}
}
