package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImageFiles(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"a b.png": "\x89PNG\r\n\x1a\n", "b.jpeg": "\xff\xd8\xff\xe0", "c.gif": "GIF89a", "d.svg": "<?xml version='1.0'?>\n<svg/>",
		"e.webp": "RIFF1234WEBPVP8 ", "f.bmp": "BM", "passwd.png": "root:x:0:0",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for src, want := range map[string]string{
		"a%20b.png": "image/png", "b.jpeg": "image/jpeg", "./c.gif": "image/gif", "d.svg?x#y": "image/svg+xml", "e.webp": "image/webp", "f.bmp": "image/bmp",
		"passwd.png": "", "missing.png": "", "http://x.org/a.png": "", "//x.org/a.png": "", filepath.Join(dir, "c.gif"): "", "": "", "attachment:no": "", "%": "",
		"data:image/png;base64,AA": "image/png", "data:text/html,x": "",
	} {
		got, ok := (&images{dir: dir}).inline(src)
		if ok != (want != "") || ok && !strings.HasPrefix(got, "data:"+want+";base64,") {
			t.Errorf("%q: %.40s, %v; want %s", src, got, ok, want)
		}
	}
	if got, ok := new(images).inline("c.gif"); ok {
		t.Errorf("without a folder there is %s", got)
	}
}
