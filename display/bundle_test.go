package display

import (
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"math/big"
	"strings"
	"testing"
	"time"
)

type byteForms struct{ fail bool }

func (byteForms) HTML() ([]byte, error) { return []byte("<b>x</b>"), nil }
func (f byteForms) LaTeX() (string, error) {
	if f.fail {
		return "", errors.New("no formula")
	}
	return "x", nil
}
func (byteForms) Markdown() []byte { return []byte("*x*") }
func (byteForms) PNG() string      { return "png" }

type otherForms struct{}

func (otherForms) HTML(int) string { return "x" }
func (otherForms) LaTeX() int      { return 3 }
func (otherForms) Markdown()       {}
func (otherForms) String() string  { return "no forms" }

func TestFormsGivenAsTextOrBytes(t *testing.T) {
	b := bundleOf(byteForms{})
	for mime, want := range map[string]string{htmlText: "<b>x</b>", latexText: "$$x$$", markdownText: "*x*", pngImage: "png"} {
		if got := string(b.Data[mime]); got != want {
			t.Errorf("%s: got %q, want %q", mime, got, want)
		}
	}
	b = bundleOf(byteForms{fail: true})
	if text := string(b.Data[plainText]); b.Data[latexText] != nil || !strings.HasSuffix(text, "(its LaTeX method failed: no formula)") {
		t.Errorf("a form that fails: %s", text)
	}
	if b := bundleOf(otherForms{}); len(b.Data) != 1 || string(b.Data[plainText]) != "no forms" {
		t.Errorf("methods that give no forms: %s", b.Data)
	}
}

func TestImageIsShown(t *testing.T) {
	picture := image.NewGray(image.Rect(-2, 5, 38, 25))
	b := bundleOf(picture)
	if text := string(b.Data[plainText]); text != "picture (*image.Gray, 40×20)" {
		t.Errorf("text: %s", text)
	}
	if html := string(b.Data[htmlText]); !strings.HasPrefix(html, `<img alt="picture (*image.Gray, 40×20)"`) {
		t.Errorf("HTML: %s", html)
	}
	decoded, err := png.Decode(strings.NewReader(string(b.Data[pngImage])))
	if err != nil || decoded.Bounds().Size() != image.Pt(40, 20) {
		t.Errorf("the picture: %v", err)
	}
	if b := bundleOf(image.NewGray(image.Rectangle{})); b.Data[pngImage] != nil {
		t.Errorf("an empty picture: %v", b.Data)
	}
	if b := bundleOf((*image.Gray)(nil)); string(b.Data[plainText]) != "(*image.Gray)(nil)" {
		t.Errorf("no picture: %s", b.Data[plainText])
	}
	if size := thinned(image.NewGray(image.Rect(0, 0, 5000, 3000))).Bounds().Size(); size != image.Pt(2500, 1500) {
		t.Errorf("a large picture is shown as %v", size)
	}
}

func TestErrorsWithWhatTheyWrap(t *testing.T) {
	missing := &fs.PathError{Op: "open", Path: "data.csv", Err: fs.ErrNotExist}
	for _, test := range []struct {
		err  error
		want string
	}{
		{errors.New("alone"), "alone"},
		{fmt.Errorf("reading: %w", missing), "reading: open data.csv: file does not exist\n" +
			"  wraps *fs.PathError: open data.csv: file does not exist\n" +
			"  wraps *errors.errorString: file does not exist"},
		{errors.Join(fmt.Errorf("a: %w", errors.New("b")), errors.New("c")), "a: b\nc\n" +
			"  wraps *fmt.wrapError: a: b\n" +
			"    wraps *errors.errorString: b\n" +
			"  wraps *errors.errorString: c"},
		{(*fs.PathError)(nil), "(*fs.PathError)(nil)"},
		{endless{}, "endless" + strings.Repeat("\n  wraps display.endless: endless", maxWrapped) + "\n  …"},
		{badError{}, "display.badError{}\n(its text method panicked: no text)"},
	} {
		if got := string(bundleOf(test.err).Data[plainText]); got != test.want {
			t.Errorf("%T: got\n%s\nwant\n%s", test.err, got, test.want)
		}
	}
}

type endless struct{}

func (endless) Error() string   { return "endless" }
func (e endless) Unwrap() error { return e }

type badError struct{}

func (badError) Error() string { panic("no text") }

type event struct {
	name string
	at   time.Time
	took time.Duration
	size *big.Int
	err  error
	run  func(x float64) float64
	done chan bool
	kept map[string]event
}

func TestUnexportedFieldsLookLikeOthers(t *testing.T) {
	e := event{
		name: "fit", at: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), took: time.Minute, size: big.NewInt(7), err: errors.New("late"),
		done: make(chan bool, 2), kept: map[string]event{"x": {name: "y", took: time.Hour}},
	}
	want := `display.event{
    name: "fit",
    at: 2026-01-02 03:04:05 +0000 UTC,
    took: 1m0s,
    size: 7,
    err: late,
    run: nil,
    done: chan bool (0 of 2 waiting),
    kept: map[string]display.event{
        "x": {
            name: "y",
            at: 0001-01-01 00:00:00 +0000 UTC,
            took: 1h0m0s,
            size: (*big.Int)(nil),
            err: nil,
            run: nil,
            done: nil,
            kept: nil,
        },
    },
}`
	for _, v := range []any{e, []any{e}[0]} {
		if got := Text(v); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestNoteAboutWhatIsCut(t *testing.T) {
	const note = "\n(cut short: display.All shows everything)"
	var chain *list
	for i := range 30 {
		chain = &list{Value: i, Next: chain}
	}
	long := strings.Repeat("long ", 20_000)
	for _, test := range []struct {
		value any
		note  bool
		all   string // in the text of everything
	}{
		{make([]int, 100), false, ""},
		{make([]int, 101), true, "0,\n}"},
		{chain, false, "Value: 0"},
		{long, true, `long "`},
		{stringer(long), true, "long long"},
		{[]byte(long), true, `long ")`},
		{make([]byte, 1000), true, "000003e0"},
		{[][][][][][][][][][][]int{{{{{{{{{{{7}}}}}}}}}}}, true, "7"},
	} {
		text := string(bundleOf(test.value).Data[plainText])
		if got := strings.HasSuffix(text, note); got != test.note {
			t.Errorf("%T: the note is there: %v", test.value, got)
		}
		all := texts(shownBy(func() { All(test.value) }))[0]
		if !strings.Contains(all, test.all) || strings.Contains(all, "…") || len(all) < len(test.all) {
			t.Errorf("%T: everything: %q", test.value, all[max(len(all)-200, 0):])
		}
	}
}

type stringer string

func (s stringer) String() string { return string(s) }
