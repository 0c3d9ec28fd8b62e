package page

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// An ansiState is how a terminal shows the next character, as far as SGR
// sequences say.
type ansiState struct {
	bold, faint, italic, underline, inverse, struck bool
	foreground, background                          string // a class, or a colour; empty is the default
}

// ansi turns text with the colours of a terminal into HTML. Other sequences
// are left out.
func ansi(text string) string {
	var b strings.Builder
	var state ansiState
	for text != "" {
		i := strings.IndexByte(text, '\x1b')
		if i < 0 {
			i = len(text)
		}
		state.write(&b, text[:i])
		if text = text[i:]; text == "" {
			break
		}
		parameters, final, length := sequence(text)
		if final == 'm' {
			state.apply(parameters)
		}
		text = text[length:]
	}
	return b.String()
}

// write writes text as it is shown now.
func (s *ansiState) write(b *strings.Builder, text string) {
	if text == "" {
		return
	}
	if *s == (ansiState{}) {
		b.WriteString(html.EscapeString(text))
		return
	}
	classes, styles := s.look()
	b.WriteString("<span")
	if len(classes) > 0 {
		fmt.Fprintf(b, ` class="%s"`, strings.Join(classes, " "))
	}
	if len(styles) > 0 {
		fmt.Fprintf(b, ` style="%s"`, strings.Join(styles, ";"))
	}
	fmt.Fprintf(b, ">%s</span>", html.EscapeString(text))
}

// look is the state in terms of the style sheet.
func (s *ansiState) look() (classes, styles []string) {
	for _, flag := range []struct {
		set   bool
		class string
	}{{s.bold, "a-bold"}, {s.faint, "a-faint"}, {s.italic, "a-italic"}, {s.underline, "a-under"}, {s.inverse, "a-inverse"}, {s.struck, "a-struck"}} {
		if flag.set {
			classes = append(classes, flag.class)
		}
	}
	for _, colour := range [][3]string{{s.foreground, "a-f", "color:"}, {s.background, "a-b", "background:"}} {
		if strings.HasPrefix(colour[0], "#") {
			styles = append(styles, colour[2]+colour[0])
		} else if colour[0] != "" {
			classes = append(classes, colour[1]+colour[0])
		}
	}
	return classes, styles
}

// sequence reads the escape sequence that text begins with. final is 0 if it
// is none of the kind CSI.
func sequence(text string) (parameters []int, final byte, length int) {
	if len(text) < 2 {
		return nil, 0, len(text)
	}
	switch text[1] {
	case '[':
		for i := 2; i < len(text); i++ {
			if c := text[i]; c >= '@' && c <= '~' {
				return numbers(text[2:i]), c, i + 1
			}
		}
		return nil, 0, len(text)
	case ']': // a title or a link, up to BEL or ESC \
		if i := strings.IndexAny(text[2:], "\a\x1b"); i >= 0 {
			end := 2 + i
			if text[end] == '\a' || strings.HasPrefix(text[end:], "\x1b\\") {
				return nil, 0, min(end+1+int(text[end]/0x1b), len(text))
			}
		}
	}
	return nil, 0, 2
}

func numbers(text string) []int {
	var list []int
	for field := range strings.FieldsFuncSeq(strings.ReplaceAll(text, ";;", ";0;"), func(r rune) bool { return r == ';' || r == ':' }) {
		n, err := strconv.Atoi(field)
		if err != nil {
			return nil
		}
		list = append(list, n)
	}
	if list == nil {
		return []int{0}
	}
	return list
}

// apply carries out an SGR sequence.
func (s *ansiState) apply(parameters []int) {
	for i := 0; i < len(parameters); i++ {
		switch n := parameters[i]; {
		case n == 38, n == 48:
			colour, used := extended(parameters[i+1:])
			if i += used; n == 38 {
				s.foreground = colour
			} else {
				s.background = colour
			}
		case n >= 30 && n <= 37:
			s.foreground = strconv.Itoa(n - 30)
		case n >= 90 && n <= 97:
			s.foreground = strconv.Itoa(n - 90 + 8)
		case n >= 40 && n <= 47:
			s.background = strconv.Itoa(n - 40)
		case n >= 100 && n <= 107:
			s.background = strconv.Itoa(n - 100 + 8)
		default:
			s.attribute(n)
		}
	}
}

// attribute carries out a parameter that is no colour.
func (s *ansiState) attribute(n int) {
	switch n {
	case 0:
		*s = ansiState{}
	case 1:
		s.bold = true
	case 2:
		s.faint = true
	case 3:
		s.italic = true
	case 4:
		s.underline = true
	case 7:
		s.inverse = true
	case 9:
		s.struck = true
	case 22:
		s.bold, s.faint = false, false
	case 23:
		s.italic = false
	case 24:
		s.underline = false
	case 27:
		s.inverse = false
	case 29:
		s.struck = false
	case 39:
		s.foreground = ""
	case 49:
		s.background = ""
	}
}

// extended reads the colour behind 38 or 48: 5 and a number, or 2 and three.
func extended(p []int) (colour string, used int) {
	switch {
	case len(p) >= 2 && p[0] == 5:
		return palette(p[1]), 2
	case len(p) >= 4 && p[0] == 2:
		return fmt.Sprintf("#%02x%02x%02x", p[1]&255, p[2]&255, p[3]&255), 4
	}
	return "", len(p)
}

// palette is a colour of the 256 that terminals have: the 16 basic ones, a
// cube, and greys.
func palette(n int) string {
	switch {
	case n < 0 || n > 255:
		return ""
	case n < 16:
		return strconv.Itoa(n)
	case n >= 232:
		grey := 8 + 10*(n-232)
		return fmt.Sprintf("#%02x%02x%02x", grey, grey, grey)
	}
	n -= 16
	level := func(i int) int {
		if i == 0 {
			return 0
		}
		return 55 + 40*i
	}
	return fmt.Sprintf("#%02x%02x%02x", level(n/36), level(n/6%6), level(n%6))
}
