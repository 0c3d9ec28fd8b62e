package atend

import "testing"

func TestDo(t *testing.T) {
	Do(func() { t.Error("called though nothing is connected") })
	var kept []func()
	Connect(func(f func()) { kept = append(kept, f) })
	called := false
	Do(func() { called = true })
	if called || len(kept) != 1 {
		t.Fatalf("called %t at once, kept %d", called, len(kept))
	}
	if kept[0](); !called {
		t.Error("another function was kept")
	}
}
