package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The committed files are what the program draws: after a change of the
// drawing, run go generate in kernel/kernelspec.
func TestCommittedFilesAreTheDrawing(t *testing.T) {
	files, err := draw()
	if err != nil {
		t.Fatal(err)
	}
	for name, drawn := range files {
		committed, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".png") {
			drawn, committed = pixels(t, drawn), pixels(t, committed)
		}
		if !bytes.Equal(drawn, committed) {
			t.Errorf("%s is not what logo draws; run go generate", name)
		}
	}
}

// pixels decodes a PNG, since its compression may differ between releases of Go.
func pixels(t *testing.T, file []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return img.(*image.NRGBA).Pix
}
