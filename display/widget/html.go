package widget

// A Markup is a widget that shows HTML.
type Markup struct{ *Model }

// HTML shows HTML that the program may change.
func HTML(html string) *Markup {
	h := &Markup{}
	h.Model = newControl("HTML", state{"value": html}, func(m *Model) {
		m.text = func() string { return h.get("value").(string) }
	})
	return h
}

// SetHTML shows other HTML.
func (h *Markup) SetHTML(html string) { h.Set("value", html) }
