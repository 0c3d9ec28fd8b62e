package notebook

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"
)

// ReadFile reads the notebook in a file.
func ReadFile(name string) (*Notebook, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	nb, err := Read(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return nb, nil
}

// Read reads a notebook of nbformat 4, or 3, which it converts. An error says
// where the file is not what it should be. Cells of nbformat 4.5 without an
// id, or with that of another, get a new one.
func Read(data []byte) (*Notebook, error) {
	o, err := decode(data)
	if err != nil {
		return nil, err
	}
	major, err := takeCount(o, "nbformat")
	if err != nil || major == 0 {
		return nil, errors.New("this is JSON, but no notebook: it does not say which nbformat it has")
	}
	minor, err := takeCount(o, "nbformat_minor")
	if err != nil {
		return nil, err
	}
	switch {
	case major == 3:
		return read3(o)
	case major < 3:
		return nil, fmt.Errorf("nbformat %d is too old: convert the notebook by jupyter nbconvert --to notebook", major)
	case major > 4:
		return nil, fmt.Errorf("nbformat %d.%d is newer than this program, which knows nbformat 4", major, minor)
	}
	return read4(o, minor)
}

// read4 takes a notebook of nbformat 4 apart.
func read4(o Object, minor int) (*Notebook, error) {
	nb := &Notebook{Minor: minor, extra: o}
	var err error
	if nb.Metadata, err = takeObject(o, "metadata"); err != nil {
		return nil, err
	}
	for _, key := range []string{"orig_nbformat", "orig_nbformat_minor", "signature"} {
		delete(nb.Metadata, key) // Jupyter does not store them either
	}
	cells, err := takeObjects(o, "cells")
	if err != nil {
		return nil, err
	}
	for i, o := range cells {
		c, err := readCell(o)
		if err != nil {
			return nil, fmt.Errorf("cell %d: %w", i+1, err)
		}
		nb.Cells = append(nb.Cells, c)
	}
	if minor >= 5 {
		nb.giveIDs()
	}
	return nb, nil
}

func readCell(o Object) (*Cell, error) {
	c := &Cell{extra: o}
	var err error
	if c.Type, err = takeText(o, "cell_type"); err != nil {
		return nil, err
	}
	if c.Type != Code && c.Type != Markdown && c.Type != Raw {
		return nil, fmt.Errorf("there are no cells of type %q", c.Type)
	}
	if c.ID, err = takeText(o, "id"); err != nil {
		return nil, err
	}
	if c.Source, err = takeText(o, "source"); err != nil {
		return nil, err
	}
	if c.Metadata, err = takeObject(o, "metadata"); err != nil {
		return nil, err
	}
	delete(c.Metadata, "trusted")
	if _, ok := o["attachments"]; ok {
		if c.Attachments, err = takeObject(o, "attachments"); err != nil {
			return nil, err
		}
		for _, file := range c.Attachments {
			if bundle, ok := file.(Object); ok {
				joinBundle(bundle)
			}
		}
	}
	if c.Type != Code {
		return c, nil
	}
	return c, c.readOutputs(o)
}

// readOutputs reads what only code cells have.
func (c *Cell) readOutputs(o Object) (err error) {
	if c.Count, err = takeCount(o, "execution_count"); err != nil {
		return err
	}
	outputs, err := takeObjects(o, "outputs")
	if err != nil {
		return err
	}
	c.Outputs = make([]*Output, len(outputs))
	for i, o := range outputs {
		if c.Outputs[i], err = readOutput(o); err != nil {
			return fmt.Errorf("output %d: %w", i+1, err)
		}
	}
	return nil
}

func readOutput(o Object) (*Output, error) {
	kind, err := takeText(o, "output_type")
	out := &Output{Type: kind, extra: o}
	if err != nil {
		return nil, err
	}
	switch kind {
	case Stream:
		out.Name, err = takeText(o, "name")
		if err == nil {
			out.Text, err = takeText(o, "text")
		}
	case DisplayData, ExecuteResult:
		err = out.readBundle(o)
	case Error:
		err = out.readError(o)
	}
	return out, err
}

func (out *Output) readBundle(o Object) (err error) {
	if out.Data, err = takeObject(o, "data"); err != nil {
		return err
	}
	joinBundle(out.Data)
	if out.Metadata, err = takeObject(o, "metadata"); err == nil && out.Type == ExecuteResult {
		out.Count, err = takeCount(o, "execution_count")
	}
	return err
}

func (out *Output) readError(o Object) (err error) {
	if out.ErrorName, err = takeText(o, "ename"); err != nil {
		return err
	}
	if out.ErrorValue, err = takeText(o, "evalue"); err != nil {
		return err
	}
	lines, ok := o["traceback"].([]any)
	if _, given := o["traceback"]; given && !ok {
		return errors.New("traceback is no list")
	}
	delete(o, "traceback")
	for _, line := range lines {
		text, ok := line.(string)
		if !ok {
			return errors.New("a line of the traceback is no text")
		}
		out.Traceback = append(out.Traceback, text)
	}
	return nil
}

// giveIDs gives an id to cells that have none of their own.
func (nb *Notebook) giveIDs() {
	seen := map[string]bool{"": true}
	for _, c := range nb.Cells {
		for seen[c.ID] {
			c.ID = newID()
		}
		seen[c.ID] = true
	}
}

// newID is a random id in Jupyter's form.
func newID() string {
	var b [4]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// decode reads the JSON object that a notebook is.
func decode(data []byte) (Object, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, errors.New("the file is empty, so it is no notebook")
	case !utf8.Valid(data):
		return nil, errors.New("the file is no notebook: it is not text in UTF-8")
	}
	var o Object
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	err := d.Decode(&o)
	if err == nil && o == nil {
		err = errors.New("it is null")
	}
	if rest := bytes.TrimLeft(data[d.InputOffset():], " \t\r\n"); err == nil && len(rest) > 0 {
		line, column := place(data, int64(len(data)-len(rest)+1))
		err = fmt.Errorf("line %d, column %d: there is more behind its end", line, column)
	}
	if err == nil {
		return o, nil
	}
	return nil, fmt.Errorf("the file is no notebook: %w", placed(data, err))
}

// placed says in an error of JSON where it is.
func placed(data []byte, err error) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		line, column := place(data, syntax.Offset)
		return fmt.Errorf("line %d, column %d: %w", line, column, err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it breaks off at its end")
	case errors.As(err, &wrong):
		return fmt.Errorf("it is %s, not an object", wrong.Value)
	}
	return err
}

// place is the line and column, from 1, of the last of the first n bytes.
func place(data []byte, n int64) (line, column int) {
	before := data[:max(min(n, int64(len(data)))-1, 0)]
	return bytes.Count(before, []byte("\n")) + 1, len(before) - bytes.LastIndexByte(before, '\n')
}

// decodeValue reads JSON that is known to be valid.
func decodeValue(data []byte) (v any) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return nil // nested deeper than anybody can show
	}
	return v
}
