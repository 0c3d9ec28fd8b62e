package wire

import "testing"

// Outside a notebook nobody receives what the front end sends, and errands are done
// all the same.
func TestBackstage(t *testing.T) {
	if Receive(Comm{Kind: CommMessage, ID: "a"}) || Home() != 0 {
		t.Error("somebody is connected")
	}
	did := false
	if text := <-Run(Errand{Do: func() { did = true }}); text != "" || !did {
		t.Errorf("an errand: %q, done: %v", text, did)
	}
	defer receiver.Store(nil)
	var got Comm
	OnComm(func(c Comm) { got = c })
	if !Receive(Comm{Kind: CommOpen, ID: "b"}) || got.ID != "b" {
		t.Errorf("received %+v", got)
	}
	defer backstage.Store(nil)
	ConnectBackstage(Backstage{Home: func() uint64 { return 7 }, Run: func(e Errand) <-chan string {
		done := make(chan string, 1)
		done <- "ended badly"
		return done
	}})
	if text := <-Run(Errand{Cell: Home()}); text != "ended badly" || Home() != 7 {
		t.Errorf("an errand: %q, of cell %d", text, Home())
	}
}
