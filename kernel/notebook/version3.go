package notebook

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// read3 converts a notebook of nbformat 3, which had worksheets and other names
// for things, to nbformat 4.5, as Jupyter does.
func read3(o Object) (*Notebook, error) {
	worksheets, err := takeObjects(o, "worksheets")
	if err != nil {
		return nil, err
	}
	for _, key := range []string{"orig_nbformat", "orig_nbformat_minor"} {
		delete(o, key)
	}
	cells := []any{}
	for _, sheet := range worksheets {
		list, err := takeObjects(sheet, "cells")
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			if err := upgradeCell(c); err != nil {
				return nil, fmt.Errorf("cell %d: %w", len(cells)+1, err)
			}
			cells = append(cells, c)
		}
	}
	o["cells"] = cells
	if metadata, ok := o["metadata"].(Object); ok {
		delete(metadata, "name")
	}
	return read4(o, 5)
}

// upgradeCell gives the fields of a cell the names of nbformat 4.
func upgradeCell(c Object) error {
	switch c["cell_type"] {
	case "heading":
		return upgradeHeading(c)
	case "html":
		c["cell_type"] = Markdown
	case "plaintext":
		c["cell_type"] = Raw
	case Code:
		return upgradeCode(c)
	}
	return nil
}

func upgradeHeading(c Object) error {
	text, err := takeText(c, "source")
	if err != nil {
		return err
	}
	level, err := takeCount(c, "level")
	if err != nil || level > 6 {
		return errors.New("the level of a heading is from 1 to 6")
	}
	c["cell_type"] = Markdown
	c["source"] = strings.Repeat("#", max(level, 1)) + " " + strings.Join(strings.Fields(text), " ")
	return nil
}

func upgradeCode(c Object) error {
	delete(c, "language")
	rename(c, "input", "source")
	rename(c, "prompt_number", "execution_count")
	if collapsed, ok := c["collapsed"]; ok {
		delete(c, "collapsed")
		metadata, err := takeObject(c, "metadata")
		if err != nil {
			return err
		}
		metadata["collapsed"] = collapsed
		c["metadata"] = metadata
	}
	outputs, err := takeObjects(c, "outputs")
	if err != nil {
		return err
	}
	list := make([]any, len(outputs))
	for i, o := range outputs {
		if list[i], err = upgradeOutput(o); err != nil {
			return fmt.Errorf("output %d: %w", i+1, err)
		}
	}
	c["outputs"] = list
	return nil
}

// mimes are the names that nbformat 3 had for MIME types.
var mimes = map[string]string{
	"text": "text/plain", "html": "text/html", "svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg",
	"latex": "text/latex", "json": "application/json", "javascript": "application/javascript",
}

// upgradeOutput gives an output the form of nbformat 4.
func upgradeOutput(o Object) (Object, error) {
	switch o["output_type"] {
	case "stream":
		if rename(o, "stream", "name"); o["name"] == nil {
			o["name"] = "stdout"
		}
		return o, nil
	case "pyerr":
		o["output_type"] = Error
		return o, nil
	case "pyout":
		o["output_type"] = ExecuteResult
		rename(o, "prompt_number", "execution_count")
	case DisplayData:
	default:
		return o, nil
	}
	data, metadata := Object{}, o["metadata"]
	upgraded := Object{"output_type": o["output_type"], "data": data, "metadata": metadata}
	if count, ok := o["execution_count"]; ok {
		upgraded["execution_count"] = count
	}
	for key, content := range o {
		switch key {
		case "output_type", "execution_count", "metadata":
			continue
		}
		if mime, ok := mimes[key]; ok {
			key = mime
		}
		data[key] = content
	}
	return upgraded, upgradeJSON(data)
}

// upgradeJSON makes JSON, which nbformat 3 kept as text, the value it is.
func upgradeJSON(data Object) error {
	if data["application/json"] == nil {
		return nil
	}
	text, err := takeText(data, "application/json")
	if err != nil {
		return err
	}
	if !json.Valid([]byte(text)) {
		return errors.New("application/json is no JSON")
	}
	data["application/json"] = decodeValue([]byte(text))
	return nil
}

func rename(o Object, from, to string) {
	if v, ok := o[from]; ok {
		delete(o, from)
		o[to] = v
	}
}
