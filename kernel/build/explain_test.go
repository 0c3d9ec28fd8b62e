package build

import (
	"strings"
	"testing"
)

// What the go command says, word for word, and what the user is to read.
func TestMeaning(t *testing.T) {
	tests := []struct{ says, want string }{
		{"go: example.com/m@v1.0.0 requires go >= 1.99 (running go 1.26.8; GOTOOLCHAIN=local)", "needs Go 1.99, and this kernel runs Go 1.26.8"},
		{`module example.com/m: Get "https://proxy/m/@v/list": dial tcp: lookup proxy: no such host`, "there is no network"},
		{`module example.com/m: Get "http://127.0.0.1:9/m/@v/list": dial tcp 127.0.0.1:9: connect: connection refused`, "there is no network"},
		{"module lookup disabled by GOPROXY=off", "downloads are switched off"},
		{"build constraints exclude all Go files in /m", "without C code"},
		{"go: example.com/a@v1.0.0 requires\n\texample.com/b@v1.2.3: module lookup disabled by GOPROXY=off", "example.com/b v1.2.3 is not on this machine"},
		{`example.com/b@v1.2.3: Get "https://proxy/b": dial tcp: lookup proxy: no such host`, "example.com/b v1.2.3 is not on this machine"},
		{"use of internal package example.com/m/internal/x not allowed", "example.com/m/internal/x is internal"},
		{`import "example.com/cmd" is a program, not an importable package`, "it is a program"},
		{"module example.com/m@latest found (v1.0.0), but does not contain package example.com/m/x", "example.com/m has no package example.com/m/x"},
		{"reading https://proxy/m/@v/list: 404 Not Found", "no module with this package"},
		{"reading https://proxy/m/@v/list: 403 Forbidden\n\tserver response: no", "no module with this package"},
		{"verifying example.com/m@v1.0.0: checksum mismatch", "it was not used"},
	}
	for _, test := range tests {
		if got := meaning(test.says); !strings.Contains(got, test.want) {
			t.Errorf("%q means %q, want something with %q", test.says, got, test.want)
		}
	}
	if got := meaning("something quite new"); got != "" {
		t.Errorf("an unknown text means %q", got)
	}
}
