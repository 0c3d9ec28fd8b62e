package server

import (
	"testing"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// The topic of a greeting is the subscription, which its content repeats.
func TestGreeting(t *testing.T) {
	session, err := jupyter.NewSession(jupyter.ConnectionFile{Key: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	greet := greeting(session)
	for _, topic := range []string{"", "kernel.", "∇"} {
		m, err := session.Decode(greet(topic))
		var welcome jupyter.IOPubWelcome
		if err == nil {
			err = m.Unmarshal(&welcome)
		}
		if err != nil || string(m.Identities[0]) != topic || welcome.Subscription != topic || m.Header.MsgType != "iopub_welcome" || string(m.Parent) != "{}" {
			t.Errorf("%q: %+v, %v", topic, m, err)
		}
	}
	if frames := greet("\xff"); frames != nil {
		t.Errorf("what is no text is greeted with %q", frames)
	}
}
