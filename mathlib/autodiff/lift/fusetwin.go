package lift

import "strings"

// A fusedTwin is the fused twin of an instance.
type fusedTwin struct {
	name   string
	text   string // empty: it is still being written, or could not be
	fewer  int    // how many operations fewer it records, by its text
	uses   []*instance
	called bool // by a twin that was written before it was known what it is worth
}

// writeFused writes the fused twin of an instance whose twin is written.
func (in *instance) writeFused() {
	if in.fusion != nil {
		return
	}
	f := &fusedTwin{}
	in.fusion = f
	if in.name != "" {
		f.name = "nabla_f" + strings.TrimPrefix(in.name, "nabla_")
	}
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(*refusal); !ok {
				panic(r)
			}
		}
	}()
	w := &writer{instance: in, results: in.results, fused: true}
	f.text = in.twinText(w, f.name, "the fused twin")
	f.fewer += w.fusedAway
}

// useFused notes that a fused twin calls that of in, and returns its name: that
// of the twin where fusing gains nothing. Both record on the same tape.
func (w *writer) useFused(in *instance) string {
	beingWritten := in.fusion != nil && in.fusion.text == ""
	in.writeFused()
	f := in.fusion
	switch {
	case in.refusal != nil || in.name == "":
		return in.name
	case beingWritten:
		f.called = true
	case f.text == "" || f.fewer == 0 && !f.called:
		return in.name
	}
	w.fusion.uses = append(w.fusion.uses, in)
	if !beingWritten {
		w.fusion.fewer += f.fewer
	}
	return f.name
}

// twinLookup returns the name of the function that finds the twin of a captured
// function: in a fused twin the fused one, if there is one.
func (w *writer) twinLookup() string {
	name := w.l.additions.twin(w.l)
	if !w.fused {
		return name
	}
	w.fusedAway++ // what it finds may have fewer operations
	return w.l.pieces.add("the lookup", "nabla_fusedtwin", strings.NewReplacer("autodiff", w.l.pkg(), "nabla_twin", name).Replace(`// nabla_fusedtwin is nabla_twin but prefers the fused twin.
func nabla_fusedtwin(f any, name string) any {
	if _, record, ok := autodiff.Lookup(f); ok && record.Fused != nil {
		return record.Fused
	}
	return nabla_twin(f, name)
}
`))
}

// fused writes the candidate's fused twin as an expression, "" if there is none.
func (c *candidate) fused() string {
	if c.instance == nil || c.refused != "" || c.method != nil {
		return ""
	}
	c.instance.writeFused()
	f := c.instance.fusion
	switch {
	case f.fewer == 0:
		return ""
	case c.lit != nil:
		return f.text
	}
	return f.name
}

// mark enters in, whose fused twin f is, and those that f calls.
func (f *fusedTwin) mark(in *instance, needed map[*instance]bool) {
	if needed[in] {
		return
	}
	needed[in] = true
	for _, u := range f.uses {
		u.fusion.mark(u, needed)
	}
}

// add enters the function with the name and text, for what form says.
func (p *fusedPieces) add(form, name, text string) string {
	if _, ok := p.names[form]; !ok {
		p.names[form] = name
		p.order, p.texts = append(p.order, name), append(p.texts, text)
	}
	return name
}

// mentioned writes the functions for the pieces in a text.
func (p *fusedPieces) mentioned(text string) string {
	var b strings.Builder
	for i, name := range p.order {
		if name != "" && strings.Contains(text, name+"(") {
			b.WriteString("\n" + p.texts[i])
		}
	}
	return b.String()
}
