package display

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/gonabla/nabla/display/wire"
)

// now is the clock; tests have their own.
var now = time.Now

const (
	redraw    = 100 * time.Millisecond // between two pictures
	quickStep = time.Millisecond       // below it the clock is read less often
)

// A meter shows how far something has come, at one place.
type meter struct {
	label string
	total int64 // negative: not known
	bytes bool  // bytes are counted, and not turns of a loop
	state state

	done  int64
	start time.Time
	drawn time.Time // when it was last shown
	clock clock
	id    string
	shown bool // the notebook has it
	width int  // characters on the terminal's line
}

// A state says whether and how something has ended.
type state int

const (
	running   state = iota
	completed       // to the end
	stopped         // early, on purpose
	brokenOff       // by an error, a panic or an interrupt
)

// A clock is read so seldom that a loop which does next to nothing is not
// slowed down by it.
type clock struct {
	stride int64 // steps between two readings
	left   int64 // steps until the next
	last   time.Time
}

// read gives the time, unless it is too early to ask.
func (c *clock) read(steps int64) (time.Time, bool) {
	if c.left -= steps; c.left > 0 {
		return time.Time{}, false
	}
	t := now()
	if t.Sub(c.last) < quickStep {
		c.stride = min(2*c.stride, 1<<16)
	} else {
		c.stride = 1
	}
	c.last, c.left = t, c.stride
	return t, true
}

// startMeter shows a meter that stands at 0.
func startMeter(total int64, label []string) *meter {
	t := now()
	m := &meter{label: strings.Join(label, " "), total: total, start: t, id: newDisplayID()}
	m.clock = clock{stride: 1, left: 1, last: t}
	m.draw(t)
	return m
}

// add counts steps, and shows them when it is time.
func (m *meter) add(steps int64) {
	m.done += steps
	unit := steps
	if m.bytes {
		unit = 1
	}
	if t, ok := m.clock.read(unit); ok && t.Sub(m.drawn) >= redraw {
		m.draw(t)
	}
}

// end shows how it ended. Only the first call counts.
func (m *meter) end(s state) {
	if m.state == running {
		m.state = s
		m.draw(now())
	}
}

// draw shows the meter as it stands at a time.
func (m *meter) draw(t time.Time) {
	m.drawn = t
	text := m.text(t)
	b := textBundle(text)
	b.Data[htmlText] = []byte(m.html(t))
	b.DisplayID, b.Update = m.id, m.shown
	if send(wire.Frame{Kind: wire.Display, Bundle: b}) {
		m.shown = true
		return
	}
	switch {
	case isTerminal(os.Stdout):
		fmt.Print("\r" + text + padding(text, m.width))
		m.width = width(text)
		if m.state != running {
			fmt.Println()
		}
	case m.state != running:
		fmt.Println(text)
	}
}

// isTerminal reports whether what is written to a file is seen at once.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// barWidth is the number of characters of a bar.
const barWidth = 20

// text writes the meter on one line.
func (m *meter) text(t time.Time) string {
	bar := ""
	if part := m.part(); part >= 0 && m.state == running {
		full := int(part * barWidth)
		bar = fmt.Sprintf("%3.0f%% ▕%s%s▏ ", 100*part, strings.Repeat("█", full), strings.Repeat("░", barWidth-full))
	}
	return m.before() + bar + m.words(t)
}

// html writes the meter with a bar of which the colours suit any page.
func (m *meter) html(t time.Time) string {
	bar := ""
	if part := m.part(); part >= 0 {
		bar = fmt.Sprintf(`<span style="display: inline-block; width: 15em; height: 0.7em; border: 1px solid rgba(128, 128, 128, 0.6)">`+
			`<span style="display: block; width: %.1f%%; height: 100%%; background-color: %s"></span></span> `, 100*part, positiveColor)
	}
	return "<div>" + literalHTML(m.before()) + bar + m.words(t) + "</div>"
}

// before writes the label.
func (m *meter) before() string {
	if m.label == "" {
		return ""
	}
	return m.label + ": "
}

// part is how much of the whole is done, from 0 to 1; negative when the whole
// is not known.
func (m *meter) part() float64 {
	switch {
	case m.total < 0:
		return -1
	case m.total == 0:
		return 1
	}
	return min(float64(m.done)/float64(m.total), 1)
}

// words tell how much is done, how fast, and how long it takes. What took less
// than a second has no times.
func (m *meter) words(t time.Time) string {
	amount := m.amount(float64(m.done))
	if m.total >= 0 && !(m.state == completed && m.done == m.total && m.bytes) {
		amount += " of " + m.amount(float64(m.total))
	}
	took := t.Sub(m.start)
	switch m.state {
	case stopped:
		amount = "stopped at " + amount
	case brokenOff:
		amount = "broken off at " + amount
	}
	if took < time.Second {
		return amount
	}
	if m.state != running {
		return amount + " in " + roughly(took) + m.speed(took, " (", ")")
	}
	words := amount + m.speed(took, ", ", "")
	if m.total > m.done && m.done > 0 {
		left := time.Duration(float64(took) / float64(m.done) * float64(m.total-m.done))
		return words + ", " + roughly(left) + " left"
	}
	return words + ", " + roughly(took)
}

// amount writes how many turns or bytes.
func (m *meter) amount(x float64) string {
	if !m.bytes {
		return fmt.Sprintf("%.0f", x)
	}
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	for x >= 1000 && len(units) > 1 {
		x, units = x/1000, units[1:]
	}
	if units[0] == "bytes" {
		return fmt.Sprintf("%.0f bytes", x)
	}
	return fmt.Sprintf("%.1f %s", x, units[0])
}

// speed writes how many are done in a second, or how long each takes.
func (m *meter) speed(took time.Duration, open, end string) string {
	rate := float64(m.done) / took.Seconds()
	switch {
	case m.done == 0:
		return ""
	case m.bytes:
		return open + m.amount(rate) + "/s" + end
	case rate < 1:
		return open + roughly(time.Duration(float64(time.Second)/rate)) + " each" + end
	case rate < 100:
		return open + fmt.Sprintf("%.1f/s", rate) + end
	}
	return open + fmt.Sprintf("%.0f/s", rate) + end
}

// roughly writes a duration with a few digits.
func roughly(d time.Duration) string {
	if d < 10*time.Second {
		return d.Round(100 * time.Millisecond).String()
	}
	return d.Round(time.Second).String()
}
