package cell

import "testing"

func TestFormat(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"statements", "x:=1\nif x>0{f( x )}", "x := 1\nif x > 0 {\n\tf(x)\n}"},
		{"mixture", "import(\n\"os\"\n\"fmt\")\nx:=1\n// f is.\nfunc f( ) { }\n\n\nf( )\ntype T  struct { a,bc int }", "import (\n\t\"fmt\"\n\t\"os\"\n)\nx := 1\n// f is.\nfunc f() {}\n\n\nf()\ntype T struct{ a, bc int }"},
		{"commands", "%cd  /\nx:=1\n!ls   -l\ny:=2\n", "%cd  /\nx := 1\n!ls   -l\ny := 2\n"},
		{"command before Go", "%time x:=f( )\ny:=1", "%time x:=f( )\ny := 1"},
		{"text", "%%bash\nx:=1", "%%bash\nx:=1"},
		{"no value", "x:=1\nx ; // quiet", "x := 1\nx; // quiet"},
		{"list", "x:=1\nx,f( x )", "x:=1\nx,f( x )"},
		{"indented", "    x:=1\n    y:=2", "x := 1\ny := 2"},
		{"comments", "// above\n\nx:=1 // beside\n// below", "// above\n\nx := 1 // beside\n// below"},
		{"program", "package main\nfunc main( ) { }\n", "package main\n\nfunc main() {}\n"},
		{"one line", "x:=1; func f( ) { }", "x:=1; func f( ) { }"},
		{"nothing", "\n", "\n"},
		{"unicode", "变量:=\"🙂\"", "变量 := \"🙂\""},
	} {
		got, err := Format(test.text, formOf)
		if err != nil || got != test.want {
			t.Errorf("%s: got %q, want %q (%v)", test.name, got, test.want, err)
		}
	}
	if _, err := Format("x := (", formOf); err == nil {
		t.Error("what is no Go was formatted")
	}
}

func FuzzFormat(f *testing.F) {
	for _, s := range []string{"x:=1\nfunc f(){}", "%cd\nx ;", "// a\nx // b\n", "import(\"a\";\"b\")", "x,y", "`\n`", "a;b;", "package p\nx", " !0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once, err := Format(text, formOf)
		if err != nil {
			return
		}
		c, _ := Cut(text, formOf)
		d, _ := Cut(once, formOf)
		if len(c) != len(d) {
			t.Errorf("%q has other commands than %q", once, text)
		}
		if _, err := Format(once, formOf); err != nil {
			t.Errorf("%q becomes %q: %v", text, once, err)
		}
	})
}
