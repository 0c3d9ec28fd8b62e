package jupyter

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gonabla/nabla/display/wire"
)

// mimeType is what front ends accept as the key of a MIME bundle.
var mimeType = regexp.MustCompile(`^[\w\-+.]+/[\w\-+.]+$`)

// NewMIMEBundle encodes a bundle's data and metadata as messages have them:
// text as strings, JSON as itself, pictures and other binary content as
// base64. Parameters of MIME types are cut off; what is no MIME type is left
// out.
func NewMIMEBundle(b *wire.Bundle) (data, metadata Object) {
	data, metadata = Object{}, Object{}
	for key, content := range b.Data {
		if key, ok := mimeKey(key); ok {
			data[key] = mimeValue(key, content)
		}
	}
	for key, content := range b.Metadata {
		if key, ok := mimeKey(key); ok && json.Valid(content) {
			metadata[key] = json.RawMessage(content)
		}
	}
	return data, metadata
}

func mimeKey(key string) (string, bool) {
	key, _, _ = strings.Cut(key, ";")
	key = strings.TrimSpace(key)
	return key, mimeType.MatchString(key)
}

func mimeValue(key string, content []byte) any {
	if isJSON(key) && json.Valid(content) {
		return json.RawMessage(content)
	}
	if isBinary(key) || !isText(key) && !utf8.Valid(content) {
		return base64.StdEncoding.EncodeToString(content)
	}
	return strings.ToValidUTF8(string(content), "\uFFFD")
}

func isJSON(key string) bool {
	return key == "application/json" || strings.HasSuffix(key, "+json")
}

func isText(key string) bool {
	return strings.HasPrefix(key, "text/") || strings.HasSuffix(key, "+xml") || isJSON(key)
}

// isBinary names the types whose content is binary though its bytes might
// happen to be UTF-8. Other types are text exactly if they are UTF-8.
func isBinary(key string) bool {
	if isText(key) {
		return false
	}
	kind, _, _ := strings.Cut(key, "/")
	switch kind {
	case "image", "audio", "video", "font":
		return true
	}
	return key == "application/pdf" || key == "application/octet-stream" || key == "application/zip"
}
