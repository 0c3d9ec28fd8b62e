package display

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/gonabla/nabla/display/wire"
)

// A Handle is the place at which something has been shown. What stands there
// can be replaced, also from another cell and from several goroutines. As the
// value of a cell it shows nothing: what it stands for is there already.
//
// Outside a notebook nothing can be replaced, so what is new is printed.
type Handle struct {
	mu  sync.Mutex
	ids []string // of the displays, from the top
}

// Update shows other values in place of the earlier ones, each in the form that
// [Show] would choose. Values for which there is no place are shown below, and
// places for which there is no value become empty.
func (h *Handle) Update(v ...any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, x := range v {
		h.put(i, bundleOf(x))
	}
	for i := len(v); i < len(h.ids); i++ {
		h.put(i, emptyBundle())
	}
}

// Clear removes what is shown. A later Update shows again.
func (h *Handle) Clear() { h.Update() }

// HTML shows a piece of HTML in place of what was there, as [HTML] does.
func (h *Handle) HTML(html string) { h.replace(htmlBundle(html)) }

// Markdown shows a text in place of what was there, as [Markdown] does.
func (h *Handle) Markdown(markdown string) { h.replace(markdownBundle(markdown)) }

// LaTeX shows a formula in place of what was there, as [LaTeX] does.
func (h *Handle) LaTeX(formula string) { h.replace(latexBundle(formula, formula)) }

// SVG shows a picture in place of what was there, as [SVG] does.
func (h *Handle) SVG(svg []byte, alt ...string) { h.replace(svgBundle(svg, alt)) }

// PNG shows a picture in place of what was there, as [PNG] does.
func (h *Handle) PNG(png []byte, alt ...string) { h.replace(rasterBundle(pngImage, png, alt)) }

// JPEG shows a picture in place of what was there, as [JPEG] does.
func (h *Handle) JPEG(jpeg []byte, alt ...string) { h.replace(rasterBundle(jpegImage, jpeg, alt)) }

// JSON shows a value as JSON in place of what was there, as [JSON] does.
func (h *Handle) JSON(v any) { h.replace(jsonBundle(v)) }

// Vega shows a chart in place of what was there, as [Vega] does.
func (h *Handle) Vega(spec any, alt ...string) { h.replace(vegaBundle(spec, alt)) }

// Table shows a table in place of what was there, as [Table] does.
func (h *Handle) Table(rows any, options ...TableOptions) { h.replace(tableOrValue(rows, options)) }

// Matrix shows a matrix in place of what was there, as [Matrix] does.
func (h *Handle) Matrix(m Grid, options ...MatrixOptions) { h.replace(matrixOrValue(m, options)) }

// String says what the handle is for.
func (h *Handle) String() string { return "a handle: its Update method replaces what is shown" }

// replace shows one thing in place of everything.
func (h *Handle) replace(b *wire.Bundle) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.put(0, b)
	for i := 1; i < len(h.ids); i++ {
		h.put(i, emptyBundle())
	}
}

// put shows b at place i, which is new when it is the next one.
func (h *Handle) put(i int, b *wire.Bundle) {
	if i == len(h.ids) {
		h.ids = append(h.ids, newDisplayID())
	} else {
		b.Update = true
	}
	b.DisplayID = h.ids[i]
	publish(b)
}

// show shows one thing at a new place.
func show(b *wire.Bundle) *Handle {
	h := new(Handle)
	h.replace(b)
	return h
}

// emptyBundle takes no room. It is empty as HTML too, or a front end that
// replaces form by form would leave the old HTML standing.
func emptyBundle() *wire.Bundle {
	b := textBundle("")
	b.Data[htmlText] = []byte{}
	return b
}

// The name of a display must differ from those that an earlier worker of the
// same notebook gave, which the front end still knows.
var (
	displayCount  atomic.Uint64
	displayPrefix = sync.OnceValue(func() string { return strconv.FormatUint(rand.Uint64(), 36) })
)

// newDisplayID gives a name that no other display has.
func newDisplayID() string {
	return "nabla-" + displayPrefix() + "-" + strconv.FormatUint(displayCount.Add(1), 10)
}

// send gives a frame to the notebook; tests look at what it is given.
var send = wire.Publish

// publish sends a bundle to the notebook, or prints its text when there is none.
func publish(b *wire.Bundle) {
	if send(wire.Frame{Kind: wire.Display, Bundle: b}) {
		return
	}
	if text := b.Data[plainText]; len(text) > 0 || !b.Update {
		fmt.Println(string(text))
	}
}
