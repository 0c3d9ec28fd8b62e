package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gonabla/nabla/kernel/notebook"
	"github.com/gonabla/nabla/kernel/notebook/markdown"
	"github.com/gonabla/nabla/kernel/notebook/page"
)

type exportCommand struct {
	Notebooks []string `arg:"" name:"notebook" help:"The notebooks to export."`
	To        string   `enum:"html,md,go" default:"html" help:"What to make: html, one page that needs no network (the default); md, Markdown with its pictures in a folder beside it; or go, a module whose program does what the cells do."`
	Execute   bool     `help:"Run the notebook first, as nabla run does, without changing its file."`
	runFlags
	Output string `short:"o" placeholder:"PATH" help:"Where to write: a file, - for standard output, or a folder that exists. Otherwise it is written beside the notebook."`
	Trust  bool   `help:"Let scripts and HTML of the notebook into the page as they are. Otherwise nothing of the notebook is run."`
}

// Help tells what the exit status means.
func (*exportCommand) Help() string {
	return "Makes pages of notebooks, or programs. A module that is made of a notebook is built and run by go run in its " +
		"folder; it brings what it needs of nabla along. With --execute a cell that fails stops the export, unless errors are allowed. The exit " +
		"status is that of nabla run."
}

// Validate implements kong's hook.
func (c *exportCommand) Validate() error {
	if info, err := os.Stat(c.Output); len(c.Notebooks) > 1 && c.Output != "" && (err != nil || !info.IsDir()) {
		return errors.New("--output must be a folder when there are several notebooks")
	}
	return nil
}

func (c *exportCommand) Run() error { return c.forEach(c.Notebooks, c.export) }

// export makes the page of one notebook.
func (c *exportCommand) export(ctx context.Context, r *runner, name string) error {
	read := notebook.ReadFile
	if c.Execute {
		read = func(name string) (*notebook.Notebook, error) { return r.run(ctx, name) }
	}
	nb, err := read(name)
	if err != nil {
		return err
	}
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	target := c.target(name, base+"."+c.To)
	switch c.To {
	case "md":
		return writeMarkdown(nb, target)
	case "go":
		return exportGo(ctx, writeProgram(name), nb, c.target(name, base))
	}
	data, err := page.HTML(nb, page.Options{Title: base, Dir: filepath.Dir(name), Trust: c.Trust})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return writeTo(target, data)
}

// writeMarkdown writes the pictures first, so that the text never refers to
// one that is not there. On standard output they are part of the text.
func writeMarkdown(nb *notebook.Notebook, target string) error {
	folder := strings.TrimSuffix(target, filepath.Ext(target)) + "_files"
	var o markdown.Options
	if target != "-" {
		o.Folder = filepath.Base(folder)
	}
	text, files := markdown.Convert(nb, o)
	if len(files) > 0 {
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return err
		}
	}
	for _, f := range files {
		if err := notebook.Replace(filepath.Join(folder, f.Name), f.Content); err != nil {
			return err
		}
	}
	return writeTo(target, text)
}

// writeTo writes a file, or to standard output if target is -.
func writeTo(target string, data []byte) error {
	if target == "-" {
		_, err := os.Stdout.Write(data)
		return err
	}
	return notebook.Replace(target, data)
}

// target is where what is made of a notebook goes.
func (c *exportCommand) target(name, made string) string {
	if c.Output == "" {
		return filepath.Join(filepath.Dir(name), made)
	}
	if info, err := os.Stat(c.Output); err == nil && info.IsDir() {
		return filepath.Join(c.Output, made)
	}
	return c.Output
}
