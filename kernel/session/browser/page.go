package browser

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
)

// A Page is what runs a program in the front end. It holds the whole program, so
// that it needs no server and works in an exported notebook, too.
type Page struct {
	// Div is the name of the element that is the program's own.
	Div string
	// Args are the program's arguments.
	Args []string
	// GoVersion is the Go release that has compiled the program, and Support the
	// script of that release that programs need, wasm_exec.js.
	GoVersion string
	Support   []byte
	// Program is the compiled program.
	Program []byte
}

//go:embed page.js
var script string

// HTML is the page. What keeps the program from running is written into its
// element.
func (p Page) HTML() (string, error) {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err == nil {
		_, err = z.Write(p.Program)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return "", err
	}
	options, err := json.Marshal(map[string]any{
		"div": p.Div, "args": p.Args, "version": p.GoVersion, "program": base64.StdEncoding.EncodeToString(packed.Bytes()),
	})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("<div id=\"%s\"></div><script>\n((options) => {\nconst support = () => {\n%s\n};\n%s})(%s);\n</script>",
		html.EscapeString(p.Div), p.Support, script, options), nil
}
