package build

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// carried lists what of our source cells and the worker are compiled from.
var carried = []string{"go.mod", "go.sum", "LICENSE", "mathlib", "display", "kernel/link", "kernel/worker",
	"kernel/command/incell", "kernel/command/listing"}

// WriteArchive packs the source that cells and the worker are compiled from,
// out of the checkout root, into file. The same source gives the same bytes.
func WriteArchive(root, file string) error {
	files, err := sourceFiles(root)
	if err != nil {
		return err
	}
	out, err := os.CreateTemp(filepath.Dir(file), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	if err := pack(out, root, files); err != nil {
		out.Close()
		return fmt.Errorf("packing the source: %w", err)
	}
	if err := out.Close(); err != nil {
		return err
	}
	return os.Rename(out.Name(), file)
}

func pack(w io.Writer, root string, files []string) error {
	compressed := gzip.NewWriter(w)
	archive := tar.NewWriter(compressed)
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return err
		}
		header := &tar.Header{Name: filepath.ToSlash(name), Mode: 0o644, Size: int64(len(data)), Format: tar.FormatPAX}
		if err := archive.WriteHeader(header); err != nil {
			return err
		}
		if _, err := archive.Write(data); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return compressed.Close()
}

// unpack is the inverse of pack; dir must not hold anything yet.
func unpack(r io.Reader, dir string) error {
	compressed, err := gzip.NewReader(r)
	if err != nil {
		return err
	}
	archive := tar.NewReader(compressed)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if !filepath.IsLocal(header.Name) {
			return fmt.Errorf("file name %q leads out of the archive", header.Name)
		}
		data, err := io.ReadAll(archive)
		if err != nil {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(header.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
}

// sourceFiles lists the carried files under root, sorted, without tests.
func sourceFiles(root string) ([]string, error) {
	var files []string
	for _, top := range carried {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if name := d.Name(); name == "testdata" || strings.HasPrefix(name, ".") {
					return filepath.SkipDir
				}
				return nil
			}
			name, err := filepath.Rel(root, path)
			if err == nil && d.Type().IsRegular() && !strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(d.Name(), ".") {
				files = append(files, name)
			}
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			return nil, fmt.Errorf("listing the source in %s: %w", root, err)
		}
	}
	slices.Sort(files)
	return files, nil
}

// sourceHash tells one state of the source from another.
func sourceHash(root string) (string, error) {
	files, err := sourceFiles(root)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range files {
		sum, err := hashFile(filepath.Join(root, name))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %s\n", sum, filepath.ToSlash(name))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
