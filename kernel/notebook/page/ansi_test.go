package page

import "testing"

func TestANSI(t *testing.T) {
	for text, want := range map[string]string{
		"plain <b>":                             "plain &lt;b&gt;",
		"\x1b[31mred\x1b[0m x":                  `<span class="a-f1">red</span> x`,
		"\x1b[1;92mx\x1b[22my\x1b[39mz":         `<span class="a-bold a-f10">x</span><span class="a-f10">y</span>z`,
		"\x1b[44mx\x1b[49m":                     `<span class="a-b4">x</span>`,
		"\x1b[38;5;208mx\x1b[m":                 `<span style="color:#ff8700">x</span>`,
		"\x1b[38;5;9;48;5;244mx":                `<span class="a-f9" style="background:#808080">x</span>`,
		"\x1b[48;2;1;2;300mx":                   `<span style="background:#01022c">x</span>`,
		"\x1b[3;4;7;9;2mx\x1b[23;24;27;29;22my": `<span class="a-faint a-italic a-under a-inverse a-struck">x</span>y`,
		"\x1b[2K\x1b[?25hx\x1b":                 "x",
		"\x1b[3":                                "",
		"\x1b]0;title\ax\x1b]8;;a\x1b\\y":       "xy",
		"\x1b[38;5mx\x1b[999mx\x1b[38;5;256my":  "xxy",
	} {
		if got := ansi(text); got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", text, got, want)
		}
	}
}
