package notebook

import "maps"

// Bytes is the notebook as a file, in the form that Jupyter gives it.
func (nb *Notebook) Bytes() []byte {
	cells := make([]any, len(nb.Cells))
	for i, c := range nb.Cells {
		cells[i] = c.stored()
	}
	o := with(nb.extra, Object{"nbformat": 4, "nbformat_minor": nb.Minor, "metadata": nb.Metadata, "cells": cells})
	var e encoder
	e.value(o, 0)
	e.WriteByte('\n')
	return []byte(e.String())
}

// stored is the cell as the file has it.
func (c *Cell) stored() Object {
	o := with(c.extra, Object{"cell_type": c.Type, "metadata": c.Metadata, "source": splitLines(c.Source)})
	if c.ID != "" {
		o["id"] = c.ID
	}
	if c.Attachments != nil {
		files := Object{}
		for name, file := range c.Attachments {
			if bundle, ok := file.(Object); ok {
				file = splitBundle(bundle)
			}
			files[name] = file
		}
		o["attachments"] = files
	}
	if c.Type != Code {
		return o
	}
	outputs := make([]any, len(c.Outputs))
	for i, output := range c.Outputs {
		outputs[i] = output.stored()
	}
	o["execution_count"], o["outputs"] = storedCount(c.Count), outputs
	return o
}

// stored is the output as the file has it.
func (o *Output) stored() Object {
	switch o.Type {
	case Stream:
		return with(o.extra, Object{"output_type": o.Type, "name": o.Name, "text": splitLines(o.Text)})
	case Error:
		traceback := make([]any, len(o.Traceback))
		for i, line := range o.Traceback {
			traceback[i] = line
		}
		return with(o.extra, Object{"output_type": o.Type, "ename": o.ErrorName, "evalue": o.ErrorValue, "traceback": traceback})
	case DisplayData, ExecuteResult:
		stored := with(o.extra, Object{"output_type": o.Type, "data": splitBundle(o.Data), "metadata": o.Metadata})
		if o.Type == ExecuteResult {
			stored["execution_count"] = storedCount(o.Count)
		}
		return stored
	}
	return with(o.extra, Object{"output_type": o.Type})
}

// storedCount is null for a cell that has not run.
func storedCount(count int) any {
	if count == 0 {
		return nil
	}
	return count
}

// with is what is known together with what is not.
func with(extra, known Object) Object {
	maps.Copy(known, extra)
	return known
}
