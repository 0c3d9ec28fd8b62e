package display

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/gonabla/nabla/display/wire"
)

// withClock gives the meters a clock that only the test moves.
func withClock(t *testing.T) *time.Time {
	at := time.Unix(1000, 0)
	now = func() time.Time { return at }
	t.Cleanup(func() { now = time.Now })
	return &at
}

// texts are the texts of bundles.
func texts(bundles []*wire.Bundle) []string {
	var all []string
	for _, b := range bundles {
		all = append(all, string(b.Data[plainText]))
	}
	return all
}

func TestProgressIsShown(t *testing.T) {
	at := withClock(t)
	got := shownBy(func() {
		for range Progress(8, "steps") {
			*at = at.Add(500 * time.Millisecond)
		}
	})
	want := []string{
		"steps:   0% ▕░░░░░░░░░░░░░░░░░░░░▏ 0 of 8",
		"steps:  12% ▕██░░░░░░░░░░░░░░░░░░▏ 1 of 8",
		"steps:  25% ▕█████░░░░░░░░░░░░░░░▏ 2 of 8, 2.0/s, 3s left",
		"steps:  38% ▕███████░░░░░░░░░░░░░▏ 3 of 8, 2.0/s, 2.5s left",
		"steps:  50% ▕██████████░░░░░░░░░░▏ 4 of 8, 2.0/s, 2s left",
		"steps:  62% ▕████████████░░░░░░░░▏ 5 of 8, 2.0/s, 1.5s left",
		"steps:  75% ▕███████████████░░░░░▏ 6 of 8, 2.0/s, 1s left",
		"steps:  88% ▕█████████████████░░░▏ 7 of 8, 2.0/s, 500ms left",
		"steps: 100% ▕████████████████████▏ 8 of 8, 2.0/s, 4s",
		"steps: 8 of 8 in 4s (2.0/s)",
	}
	if !slices.Equal(texts(got), want) {
		t.Errorf("got\n%s", strings.Join(texts(got), "\n"))
	}
	for i, b := range got {
		if b.DisplayID != got[0].DisplayID || b.DisplayID == "" || b.Update != (i > 0) {
			t.Errorf("bundle %d: %+v", i, b)
		}
	}
	if html := string(got[2].Data[htmlText]); !strings.Contains(html, "width: 25.0%") || !strings.HasPrefix(html, "<div>steps: <span") {
		t.Errorf("HTML: %s", html)
	}
}

// However fast the loop is, little is sent and the clock is seldom read.
func TestProgressOfFastLoops(t *testing.T) {
	at := withClock(t)
	readings := 0
	clock := now
	now = func() time.Time { readings++; return clock() }
	const n, step = 1_000_000, time.Microsecond // 1 s in all
	got := shownBy(func() {
		for range Progress(n) {
			*at = at.Add(step)
		}
	})
	if len(got) < 5 || len(got) > 13 {
		t.Errorf("%d bundles in a second", len(got))
	}
	if readings > n/100 {
		t.Errorf("the clock is read %d times", readings)
	}
	if last := texts(got)[len(got)-1]; last != "1000000 of 1000000 in 1s (1000000/s)" {
		t.Errorf("the end: %s", last)
	}
}

func TestProgressThatEndsEarly(t *testing.T) {
	at := withClock(t)
	turn := func(n int, leave func()) func() {
		return func() {
			for i := range Progress(n) {
				*at = at.Add(2 * time.Second)
				if i == 2 {
					leave()
				}
			}
		}
	}
	for _, test := range []struct {
		name string
		run  func()
		want string
	}{
		{"break", func() {
			for i := range Progress(10) {
				if i == 3 {
					break
				}
				*at = at.Add(2 * time.Second)
			}
		}, "stopped at 3 of 10 in 6s (2s each)"},
		{"unknown", func() {
			for i := range Progress(-1) {
				if i == 3 {
					return
				}
			}
		}, "stopped at 3"},
		{"panic", func() {
			defer func() { recover() }()
			turn(10, func() { panic("in the loop") })()
		}, "broken off at 2 of 10 in 6s (3s each)"},
		{"interrupt", func() {
			done := make(chan bool)
			go func() {
				defer close(done)
				turn(10, runtime.Goexit)()
			}()
			<-done
		}, "broken off at 2 of 10 in 6s (3s each)"},
		{"nothing", func() { turn(0, nil)() }, "0 of 0"},
		{"sequence", func() {
			for range ProgressSeq(slices.Values([]int{1, 2, 3})) {
				break
			}
		}, "stopped at 0"},
		{"slice", func() {
			for range ProgressSlice([]int{1, 2, 3}) {
				break
			}
		}, "stopped at 0 of 3"},
	} {
		got := texts(shownBy(test.run))
		if last := got[len(got)-1]; last != test.want {
			t.Errorf("%s: got %q, want %q", test.name, last, test.want)
		}
	}
}

func TestProgressReader(t *testing.T) {
	at := withClock(t)
	text := strings.Repeat("x", 3_000_000)
	for _, test := range []struct {
		name string
		run  func() error
		want string
	}{
		{"all", func() error {
			_, err := io.Copy(io.Discard, ProgressReader(strings.NewReader(text), 0))
			return err
		}, "3.0 MB"},
		{"slow", func() error {
			r := ProgressReader(struct{ io.Reader }{strings.NewReader(text)}, 6_000_000)
			p := make([]byte, 1_000_000)
			for range 2 {
				*at = at.Add(4 * time.Second)
				r.Read(p)
			}
			return r.Close()
		}, "stopped at 2.0 MB of 6.0 MB in 8s (250.0 kB/s)"},
		{"error", func() error {
			r := ProgressReader(io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(errors.New("no more"))), -1, "file")
			_, err := io.ReadAll(r)
			r.Close()
			return err
		}, "file: broken off at 3 bytes"},
	} {
		var err error
		got := texts(shownBy(func() { err = test.run() }))
		if last := got[len(got)-1]; last != test.want || (err != nil) != (test.name == "error") {
			t.Errorf("%s: got %q, %v, want %q", test.name, last, err, test.want)
		}
	}
}

func TestReaderTellsItsLength(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(file, make([]byte, 1234), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, w := io.Pipe()
	defer w.Close()
	for _, test := range []struct {
		r    io.Reader
		want int64
	}{{f, 1234}, {strings.NewReader("four"), 4}, {r, -1}} {
		if got := lengthOf(test.r); got != test.want {
			t.Errorf("%T: got %d, want %d", test.r, got, test.want)
		}
	}
}
