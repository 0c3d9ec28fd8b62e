package session

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/build/buildtest"
	"github.com/gonabla/nabla/kernel/interp"
)

// A notebook has the modules of its metadata, before those of the file beside it,
// from the first cell on.
func TestNotebookMod(t *testing.T) {
	out := &transcript{}
	c := testConfig(t, out)
	c.Toolchain = buildtest.Modules(t, map[string]string{
		"example.com/greet@v1.0.0/greet.go": "package greet\nconst Version = 1.0\n",
		"example.com/greet@v1.1.0/greet.go": "package greet\nconst Version = 1.1\n",
		"example.com/greet@v1.2.0/greet.go": "package greet\nconst Version = 1.2\n",
	})
	t.Chdir(t.TempDir())
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(dir+"/"+name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c.Notebook = dir + "/a.ipynb"
	for _, test := range []struct{ beside, metadata, shows string }{
		{"", "", "1.2\n"},
		{"module a\nrequire example.com/greet v1.0.0\n", "", "1\n"},
		{"module a\nrequire example.com/greet v1.0.0\n", `"nabla":{"mod":"module a\nrequire example.com/greet v1.1.0\n"}`, "1.1\n"},
		{"module a\nrequire example.com/greet\n", "", "notebook.mod:2: "},
		{"", `"nabla":{"mod":"nonsense\n"}`, "a.ipynb:1: "},
		{"module a\ngo 99.1\n", "", "notebook.mod is for Go 99.1"},
		{"module a\nrequire gonum.org/v1/gonum v0.1.0\n", "", "notebook.mod asks for gonum.org/v1/gonum v0.1.0, and notebooks have"},
		{"", `"nabla":"something else"`, "1.2\n"},
	} {
		os.Remove(dir + "/" + notebookMod)
		if test.beside != "" {
			write(notebookMod, test.beside)
		}
		write("a.ipynb", `{"cells":[],"metadata":{`+test.metadata+`},"nbformat":4,"nbformat_minor":5}`)
		s := startTestSession(t, c)
		if got := runCell(s, out, 1, "import \"example.com/greet\"\nfmt.Println(greet.Version)"); !strings.Contains(got, test.shows) {
			t.Errorf("%q and %q:\n%s\nwant %q", test.beside, test.metadata, got, test.shows)
		}
	}
}

// A fetch from a proxy that does not answer is interrupted, and the next is not
// disturbed by it.
func TestInterruptFetch(t *testing.T) {
	asked := make(chan struct{}, 100)
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
	}))
	defer proxy.Close()
	out := &transcript{}
	c := testConfig(t, out)
	c.Toolchain = buildtest.Modules(t, map[string]string{"example.com/greet@v1.0.0/greet.go": "package greet\nconst Version = 1.0\n"})
	s := startTestSession(t, c)
	good := os.Getenv("GOPROXY")
	for i, code := range []string{"import \"example.com/greet\"", "%get example.com/greet"} {
		t.Setenv("GOPROXY", proxy.URL)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			<-asked
			cancel()
		}()
		r := s.Execute(ctx, interp.ExecuteRequest{ID: uint64(i + 1), Count: i + 1, Code: "x := 1\n" + code})
		if r.Error == nil || r.Error.Name != "Interrupted" {
			t.Errorf("%s: %v", code, r.Error)
		}
	}
	t.Setenv("GOPROXY", good)
	if got := runCell(s, out, 3, "import \"example.com/greet\"\ngreet.Version"); !strings.HasSuffix(got, "[result] 1\n") {
		t.Error(got)
	}
}

// What the go command and git say about a place to which names and tokens belong
// is shown without them.
func TestSecretsAreNotShown(t *testing.T) {
	s, out := newTestSession(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close() // nobody listens there
	t.Setenv("GOPROXY", "https://user:secret@"+l.Addr().String())
	for i, code := range []string{"import \"example.com/secrets\"", "%get example.com/secrets@v1.0.0"} {
		got := runCell(s, out, i+1, code)
		if !strings.Contains(got, "no network") || strings.Contains(got, "secret@") || strings.Contains(got, "user") {
			t.Error(got)
		}
	}
}

// Modules of which packages were compiled at installation stay as they are.
func TestPinnedModules(t *testing.T) {
	s, out := newTestSession(t)
	for i, code := range []string{"%get gonum.org/v1/gonum@v0.1.0", "%get gonum.org/v1/gonum/mat@latest", "%get gonum.org/v1/gonum", "%mod replace gonum.org/v1/gonum ."} {
		if got := runCell(s, out, i+1, code); !strings.Contains(got, "gonum.org/v1/gonum stays at v") {
			t.Error(got)
		}
	}
}

// A private module is cloned by git, with the user's settings of Go and of git, and
// without asking a proxy or the checksum database.
func TestPrivateModule(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git")
	}
	out := &transcript{}
	c := testConfig(t, out)
	c.Toolchain = buildtest.Modules(t, nil)
	dir := t.TempDir()
	config := filepath.Join(dir, "config")
	err := os.WriteFile(config, []byte("[user]\nname = a\nemail = a@example.com\n[init]\ndefaultBranch = main\n[url \"file://"+dir+"/\"]\ninsteadOf = https://token:secret@example.com/\ninsteadOf = https://example.com/\n"), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_CONFIG_GLOBAL", config)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	t.Chdir(dir)
	s := startTestSession(t, c)
	for i, code := range []string{
		"!git init -q private.git && cd private.git && printf 'module example.com/private.git\\n' > go.mod && printf 'package private\\n\\nconst Name = \"private\"\\n' > private.go && git add . && git commit -q -m first && git tag v0.3.0",
		"%env GOPRIVATE=example.com",
		"%get example.com/private.git@v0.3.0",
		"import private \"example.com/private.git\"\nprivate.Name",
	} {
		got := runCell(s, out, i+1, code)
		if strings.Contains(got, "[error]") || i == 3 && !strings.HasSuffix(got, "[result] \"private\"\n") {
			t.Errorf("%s\n%s", code, got)
		}
	}
	if got := runCell(s, out, 9, "%get example.com/nothing.git"); !strings.Contains(got, "[error]") || strings.Contains(got, "secret") {
		t.Error(got)
	}
}

// A package that needs a newer version of what nabla is compiled with, and does
// not compile, says so.
func TestTooNewForPinned(t *testing.T) {
	out := &transcript{}
	c := testConfig(t, out)
	c.Toolchain = buildtest.Modules(t, map[string]string{
		"example.com/new@v1.0.0/go.mod": "module example.com/new\ngo 1.20\nrequire golang.org/x/exp v0.99.0\n",
		"example.com/new@v1.0.0/new.go": "package new\nimport \"golang.org/x/exp/constraints\"\ntype T[N constraints.NoSuch] []N\n",
	})
	s := startTestSession(t, c)
	got := runCell(s, out, 1, "import \"example.com/new\"")
	if !strings.Contains(got, "undefined: constraints.NoSuch") || !strings.Contains(got, "golang.org/x/exp v0.99.0, and notebooks have v0.0.0-") {
		t.Error(got)
	}
}
