package display

import (
	"sync"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func TestHandlesReplaceWhatIsShown(t *testing.T) {
	got := shownBy(func() {
		h := Show(1, "two")
		h.Update(3)
		h.Update("four", 5, 6)
		h.LaTeX("x")
		h.Clear()
	})
	want := []struct {
		update bool
		place  int // which of the ids
		text   string
	}{
		{false, 0, "1"}, {false, 1, `"two"`},
		{true, 0, "3"}, {true, 1, ""},
		{true, 0, `"four"`}, {true, 1, "5"}, {false, 2, "6"},
		{true, 0, "x"}, {true, 1, ""}, {true, 2, ""},
		{true, 0, ""}, {true, 1, ""}, {true, 2, ""},
	}
	if len(got) != len(want) {
		t.Fatalf("%d bundles, want %d", len(got), len(want))
	}
	ids := []string{got[0].DisplayID, got[1].DisplayID, got[6].DisplayID}
	for i, w := range want {
		b := got[i]
		if b.Update != w.update || b.DisplayID != ids[w.place] || string(b.Data[plainText]) != w.text || b.Result {
			t.Errorf("bundle %d: update %v of %s: %q, want %+v", i, b.Update, b.DisplayID, b.Data[plainText], w)
		}
		if html, ok := b.Data[htmlText]; w.text == "" && (!ok || len(html) > 0) {
			t.Errorf("bundle %d: what is removed stays as HTML: %q", i, html)
		}
	}
	if ids[0] == ids[1] || ids[1] == ids[2] || ids[0] == "" {
		t.Errorf("the names of the places: %q", ids)
	}
}

// The value of display.Show at the end of a cell is a handle, which is no value
// to be shown.
func TestHandleIsNoResult(t *testing.T) {
	if got := shownBy(func() { ShowResult(Show(1)) }); len(got) != 1 || got[0].Result {
		t.Errorf("got %v", got)
	}
	if got := shownBy(func() { ShowResult(7, Show(1)) }); len(got) != 2 || string(got[1].Data[plainText]) != "7" {
		t.Errorf("got %v", got)
	}
}

func TestHandleIsUpdatedByManyGoroutines(t *testing.T) {
	got := shownBy(func() {
		h := Show(0)
		var wait sync.WaitGroup
		for i := range 20 {
			wait.Go(func() { h.Update(i, mat.NewVecDense(1, nil)) })
		}
		wait.Wait()
	})
	places := map[string]bool{}
	for _, b := range got {
		places[b.DisplayID] = true
	}
	if len(got) != 41 || len(places) != 2 {
		t.Errorf("%d bundles in %d places", len(got), len(places))
	}
}
