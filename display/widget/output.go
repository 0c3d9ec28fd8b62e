package widget

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gonabla/nabla/display"
	"github.com/gonabla/nabla/display/wire"
)

// An Output is a widget that shows what functions print and show, as cells do. Its
// methods may be called from any goroutine.
type Output struct {
	*Model

	mu       sync.Mutex
	shown    []output
	replaced bool // the next thing takes the place of all
	pending  bool // what the front end shows is not up to date
	timer    *time.Timer
}

// An output is one as notebooks store it.
type output struct {
	Type     string         `json:"output_type"`
	Name     string         `json:"name,omitempty"`
	Text     string         `json:"text,omitempty"`
	Data     map[string]any `json:"data,omitempty"`
	Metadata map[string]any `json:"metadata"`

	id     string       // of a display that may be updated
	bundle *wire.Bundle // of which Data is made
}

// shownEvery is how often the front end is told of what is printed bit by bit.
const shownEvery = 100 * time.Millisecond

// NewOutput makes an empty one.
func NewOutput() *Output {
	o := &Output{}
	o.Model = newModel(outputModule, "1.0.0", "Output", state{"msg_id": "", "outputs": []output{}}, func(m *Model) {
		m.text = o.plain
	})
	return o
}

// Write shows text, as a [io.Writer].
func (o *Output) Write(p []byte) (int, error) {
	o.take(wire.Frame{Kind: wire.Stdout, Text: p})
	return len(p), nil
}

// Show shows values as display.Show does.
func (o *Output) Show(values ...any) {
	for _, v := range values {
		o.take(wire.Frame{Kind: wire.Display, Bundle: display.Bundle(v)})
	}
}

// Clear removes what is shown.
func (o *Output) Clear() { o.take(wire.Frame{Kind: wire.Clear}) }

// Capture calls f, and shows here what f prints and shows, also on goroutines that
// it starts. It returns when f has. A panic of f ends f, and is shown.
func (o *Output) Capture(f func()) {
	done := wire.Run(wire.Errand{Cell: o.home, Show: o.take, Do: f})
	if text := <-done; text != "" {
		o.take(wire.Frame{Kind: wire.Stderr, Text: []byte(text + "\n")})
	}
	o.flush()
}

// take shows a frame: soon, so that many at once are one message.
func (o *Output) take(f wire.Frame) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.replaced && f.Kind != wire.Clear {
		o.shown, o.replaced = nil, false
	}
	switch f.Kind {
	case wire.Stdout:
		o.write("stdout", f.Text)
	case wire.Stderr:
		o.write("stderr", f.Text)
	case wire.Display:
		o.put(f.Bundle)
	case wire.Clear:
		if f.Wait {
			o.replaced = true
			return
		}
		o.shown = nil
	}
	if o.pending {
		return
	}
	o.pending = true
	if o.timer == nil {
		o.timer = time.AfterFunc(shownEvery, o.flush)
		return
	}
	o.timer.Reset(shownEvery)
}

// flush brings the front end up to date.
func (o *Output) flush() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.pending {
		o.pending = false
		o.update(state{"outputs": slices.Clone(o.shown)})
	}
}

// write adds text. The caller holds mu.
func (o *Output) write(name string, text []byte) {
	if n := len(o.shown); n > 0 && o.shown[n-1].Name == name {
		o.shown[n-1].Text += string(text)
		return
	}
	o.shown = append(o.shown, output{Type: "stream", Name: name, Text: string(text), Metadata: map[string]any{}})
}

// put shows a bundle, or updates one. The caller holds mu.
func (o *Output) put(b *wire.Bundle) {
	next := output{Type: "display_data", Data: map[string]any{}, Metadata: map[string]any{}, id: b.DisplayID, bundle: b}
	for mime, content := range b.Data {
		next.Data[mime] = mimeValue(mime, content)
	}
	for mime, content := range b.Metadata {
		next.Metadata[mime] = json.RawMessage(content)
	}
	if b.Update {
		for i := range o.shown {
			if o.shown[i].id == b.DisplayID {
				o.shown[i] = next
			}
		}
		return
	}
	o.shown = append(o.shown, next)
}

// mimeValue is content as messages have it.
func mimeValue(mime string, content []byte) any {
	switch {
	case strings.HasSuffix(mime, "json") && json.Valid(content):
		return json.RawMessage(content)
	case strings.HasPrefix(mime, "text/") || mime == "image/svg+xml":
		return string(content)
	}
	return base64.StdEncoding.EncodeToString(content)
}

// picture is what is shown last, as HTML, if that is a picture.
func (o *Output) picture() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.shown) == 0 || o.shown[len(o.shown)-1].bundle == nil {
		return ""
	}
	data := o.shown[len(o.shown)-1].bundle.Data
	switch png := data["image/png"]; {
	case png != nil:
		return `<img src="data:image/png;base64,` + base64.StdEncoding.EncodeToString(png) + `" alt="` + html.EscapeString(string(data["text/plain"])) + `">`
	case data["image/svg+xml"] != nil:
		return string(data["text/html"])
	}
	return ""
}

// plain is what is shown, as text.
func (o *Output) plain() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	var b strings.Builder
	for _, x := range o.shown {
		text := x.Text
		if x.Data != nil {
			text, _ = x.Data["text/plain"].(string)
			text += "\n"
		}
		b.WriteString(text)
	}
	return strings.TrimRight(b.String(), "\n")
}
