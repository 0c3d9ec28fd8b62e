package page

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/gonabla/nabla/kernel/notebook"
)

// images finds what images of a text show.
type images struct {
	dir         string          // of the notebook; empty means that there are no files
	attachments notebook.Object // of the cell
}

// inline is the data: URL with the content of an image. ok is false if the
// image is not to be had without a network.
func (m *images) inline(src string) (data string, ok bool) {
	if isImageData(src) {
		return src, true
	}
	if name, attached := strings.CutPrefix(src, "attachment:"); attached {
		return m.attachment(name)
	}
	u, err := url.Parse(src)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || path.IsAbs(u.Path) || m.dir == "" {
		return "", false
	}
	content, err := os.ReadFile(filepath.Join(m.dir, filepath.FromSlash(u.Path)))
	if err != nil {
		return "", false
	}
	mime := imageType(content)
	return dataURL(mime, base64.StdEncoding.EncodeToString(content)), mime != ""
}

func (m *images) attachment(name string) (data string, ok bool) {
	if plain, err := url.PathUnescape(name); err == nil && m.attachments[name] == nil {
		name = plain
	}
	bundle, _ := m.attachments[name].(notebook.Object)
	for mime, content := range bundle {
		if text, isText := content.(string); isText && strings.HasPrefix(mime, "image/") {
			return imageURL(mime, text), true
		}
	}
	return "", false
}

// isImageData says that a URL holds an image itself.
func isImageData(src string) bool {
	return strings.HasPrefix(strings.ToLower(src), "data:image/")
}

// imageURL is the data: URL of an image as bundles have it: SVG as text,
// everything else as base64.
func imageURL(mime, content string) string {
	if mime == "image/svg+xml" {
		content = base64.StdEncoding.EncodeToString([]byte(content))
	}
	return dataURL(mime, strings.Join(strings.Fields(content), ""))
}

func dataURL(mime, encoded string) string { return "data:" + mime + ";base64," + encoded }

// imageType is the MIME type of an image file; empty if it is none.
func imageType(content []byte) string {
	head := strings.TrimSpace(string(content[:min(len(content), 1000)]))
	if strings.HasPrefix(head, "<") && strings.Contains(head, "<svg") {
		return "image/svg+xml"
	}
	for mime, magic := range map[string]string{
		"image/png": "\x89PNG\r\n\x1a\n", "image/jpeg": "\xff\xd8\xff", "image/gif": "GIF8", "image/bmp": "BM",
	} {
		if bytes.HasPrefix(content, []byte(magic)) {
			return mime
		}
	}
	if len(content) > 12 && string(content[:4])+string(content[8:12]) == "RIFFWEBP" {
		return "image/webp"
	}
	return ""
}
