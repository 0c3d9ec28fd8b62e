package jupyter

import (
	"encoding/json"
	"testing"

	"github.com/gonabla/nabla/display/wire"
)

func TestMIMEBundle(t *testing.T) {
	tests := []struct{ key, content, want string }{
		{"text/plain", "a\"∇\n", `{"text/plain":"a\"∇\n"}`},
		{"text/plain", "\xff", `{"text/plain":"�"}`},
		{"text/html", "<b>x</b>", `{"text/html":"<b>x</b>"}`},
		{"text/plain; charset=utf-8", "x", `{"text/plain":"x"}`},
		{"image/svg+xml", "<svg/>", `{"image/svg+xml":"<svg/>"}`},
		{"image/png", "\x89PNG", `{"image/png":"iVBORw=="}`},
		{"image/gif", "GIF", `{"image/gif":"R0lG"}`},
		{"application/pdf", "%PDF", `{"application/pdf":"JVBERg=="}`},
		{"application/javascript", "1<2", `{"application/javascript":"1<2"}`},
		{"application/x-thing", "\xff\xfe", `{"application/x-thing":"//4="}`},
		{"application/json", `{"a":[1,null]}`, `{"application/json":{"a":[1,null]}}`},
		{"application/vnd.vegalite.v5+json", `{"mark":"bar"}`, `{"application/vnd.vegalite.v5+json":{"mark":"bar"}}`},
		{"application/json", `{"a":`, `{"application/json":"{\"a\":"}`},
		{"nonsense", "x", `{}`},
		{"text/pl ain", "x", `{}`},
	}
	for _, test := range tests {
		b := &wire.Bundle{
			Data:     map[string][]byte{test.key: []byte(test.content)},
			Metadata: map[string][]byte{test.key: []byte(`{"width":7}`), "text/x": []byte("{")},
		}
		data, metadata := NewMIMEBundle(b)
		got, err := encodeJSON(data)
		if err != nil || string(got) != test.want {
			t.Errorf("%s %q: %s %v, want %s", test.key, test.content, got, err, test.want)
		}
		if meta, err := json.Marshal(metadata); err != nil || len(metadata) != len(data) {
			t.Errorf("%s: metadata %s %v", test.key, meta, err)
		}
	}
}
