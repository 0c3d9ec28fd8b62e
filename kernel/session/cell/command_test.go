package cell

import (
	"strings"
	"testing"
)

func formOf(name string) Form {
	switch name {
	case "%time":
		return WithGo
	case "%%bash", "%%writefile":
		return WithText
	}
	return Alone
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		text string
		want []Command
		rest string
	}{
		{"x := 1\ny := x % 2", nil, "x := 1\ny := x % 2"},
		{"%cd /tmp", []Command{{Name: "%cd", Text: "/tmp", Line: 1, Last: 1, First: true}}, "        "},
		{"\n x\n!ls -l | wc\nx", []Command{{Name: "!", Text: "ls -l | wc", Line: 3, Last: 3}}, "\n x\n           \nx"},
		{"!*go mod tidy", []Command{{Name: "!*", Text: "go mod tidy", Line: 1, Last: 1, First: true}}, "             "},
		{"x := 1\r\n%ls\r\nx", []Command{{Name: "%ls", Line: 2, Last: 2}}, "x := 1\n   \nx"},
		{"%env A \\\n  B\nx", []Command{{Name: "%env", Text: "A   B", Line: 1, Last: 2, First: true}}, "        \n   \nx"},
		{"!echo a\\", []Command{{Name: "!", Text: "echo a\\", Line: 1, Last: 1, First: true}}, "        "},
		{"//gonb:%cd \\\n//gonb:x\nx", []Command{{Name: "%cd", Text: "x", Line: 1, Last: 2, First: true}}, "            \n        \nx"},
		{"f() // call\n//gonb:!ls\n// %no", []Command{{Name: "!", Text: "ls", Line: 2, Last: 2}}, "f() // call\n          \n// %no"},
		{"\n%%bash\nif [ `a' ]\n%ls", []Command{{Name: "%%bash", Body: "if [ `a' ]\n%ls", Line: 2, Last: 2, First: true}}, "\n      \n          \n   "},
		{"import \"fmt\"\n%% --a=\"b c\"\nfmt.Println()", []Command{{Name: "%%", Text: `--a="b c"`, Line: 2, Last: 2}}, "import \"fmt\"\n            \nfmt.Println()"},
		{"%  cd /tmp", []Command{{Name: "%cd", Text: "/tmp", Line: 1, Last: 1, First: true}}, "          "},
		{"//gonb:% time x++", []Command{{Name: "%time", Text: "x++", Line: 1, Last: 1, First: true}}, "              x++"},
		{"%time for {\n}\n%ls", []Command{{Name: "%time", Text: "for {", Line: 1, Last: 1, First: true}, {Name: "%ls", Line: 3, Last: 3}}, "      for {\n}\n   "},
		{"func f() {\n}\n!a\n!b\n", []Command{{Name: "!", Text: "a", Line: 3, Last: 3}, {Name: "!", Text: "b", Line: 4, Last: 4}}, "func f() {\n}\n  \n  \n"},
		{"s := `\n!ls\n%cd`", nil, "s := `\n!ls\n%cd`"},
		{"/*\n!ls\n*/", nil, "/*\n!ls\n*/"},
		{"ok := a &&\n!b", nil, "ok := a &&\n!b"},
		{"l := []bool{\n!a,\n!b,\n}", nil, "l := []bool{\n!a,\n!b,\n}"},
		{"x := 7 %\n3", nil, "x := 7 %\n3"},
		{" %cd", nil, " %cd"},
		{"x; %cd", nil, "x; %cd"},
	} {
		got, rest := Cut(test.text, formOf)
		if rest != test.rest {
			t.Errorf("Cut(%q) leaves %q, want %q", test.text, rest, test.rest)
		}
		if len(got) != len(test.want) {
			t.Errorf("Cut(%q) = %+v, want %+v", test.text, got, test.want)
			continue
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("Cut(%q)[%d] = %+v, want %+v", test.text, i, got[i], test.want[i])
			}
		}
	}
}

func TestCheckWithCommands(t *testing.T) {
	for text, want := range map[string]Completeness{
		"%cd":               Complete,
		"!echo \\":          Incomplete,
		"%%bash\nif true {": Complete,
		"%time for {":       Incomplete,
		"!ls\nx :=":         Incomplete,
		"!ls \"\nx := 1":    Complete,
	} {
		if got, _ := Check(text, formOf); got != want {
			t.Errorf("Check(%q) = %v, want %v", text, got, want)
		}
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"x := 3\n%cd", "!ls \\\n-l", "//gonb:%ls", "%%bash\n`", "s := `\n!a`\n!b", "%time f(\n)\n%time", "}\n)\n!", "%\x00", "'\n!", "/*\n%", "% 0", "%\\\n`", "//gonb:%\\\n//x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		commands, rest := Cut(text, formOf)
		text = strings.ReplaceAll(text, "\r\n", "\n")
		if len(commands) == 0 && rest != text {
			t.Errorf("%q without commands became %q", text, rest)
		}
		if len(rest) != len(text) {
			t.Fatalf("%q became %q", text, rest)
		}
		for i := range rest {
			if rest[i] != text[i] && rest[i] != ' ' {
				t.Errorf("byte %d of %q became %q", i, text, rest[i])
			}
		}
		lines := strings.Split(text, "\n")
		for _, c := range commands {
			place, comment := strings.CutPrefix(strings.Join(lines[c.Line-1:], "\n"), gonb)
			if comment {
				place = strings.NewReplacer("\\\n"+gonb, "", "\\\n//", "").Replace(place)
			}
			place = strings.ReplaceAll(place, "\\\n", "")       // a line that goes on
			if after, ok := strings.CutPrefix(place, "%"); ok { // blanks may follow
				place = "%" + strings.TrimLeft(after, " \t")
			}
			if !strings.HasPrefix(place, c.Name) || c.Last < c.Line || c.Last > len(lines) {
				t.Errorf("%+v is not in its place of %q", c, text)
			}
		}
		if _, err := Parse("cell-1", text); err == nil && len(commands) > 0 {
			for _, c := range commands {
				if strings.HasPrefix(lines[c.Line-1], "%") {
					t.Errorf("%q is Go, but %+v was taken for a command", text, c)
				}
			}
		}
	})
}
