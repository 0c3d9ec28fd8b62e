package widget

// A Pressable is a button.
type Pressable struct {
	*Model
	clicks handler
}

// Button is a button that has f called for every click, one after the other. A loop
// that runs as long as a Checkbox is ticked, or until another button was clicked, is
// a good f, too: buttons do not wait for each other.
func Button(label string, f func()) *Pressable {
	b := &Pressable{}
	b.Model = newControl("Button", state{"description": label}, func(m *Model) {
		m.text = func() string { return "Button " + label }
		m.custom = func(content map[string]any) {
			if content["event"] == "click" && f != nil {
				b.clicks.next(f)
			}
		}
	})
	b.clicks.home = b.home
	return b
}

// Click does what a click of the user does.
func (b *Pressable) Click() { b.custom(map[string]any{"event": "click"}) }
