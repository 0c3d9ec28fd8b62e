package command

import "testing"

func TestSizes(t *testing.T) {
	for text, want := range map[string]string{
		"4GB": "4 GB", "500MB": "500 MB", "2GiB": "2 GiB", "1.5g": "1.5 GB", "64mib": "64 MiB", "100000000": "100 MB", "1 GB": "1 GB", "20000001": "20000001 B",
	} {
		n, err := parseSize(text)
		if got := sizeText(n); err != nil || got != want {
			t.Errorf("parseSize(%q) = %s, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "GB", "-1GB", "4XB", "1e30", "NaN", "default"} {
		if n, err := parseSize(text); err == nil {
			t.Errorf("parseSize(%q) = %d", text, n)
		}
	}
}
