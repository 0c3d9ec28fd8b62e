package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/server"
	"github.com/gonabla/nabla/kernel/session"
)

type kernelCommand struct {
	ConnectionFile string `arg:"" type:"path" help:"The file in which Jupyter says where to listen."`
}

func (c *kernelCommand) Run() error {
	file, err := jupyter.ReadConnectionFile(c.ConnectionFile)
	if err != nil {
		return err
	}
	// A kernel whose toolchain is missing still starts, so that its first cell
	// can say what is wrong. Every cell after that tries again.
	toolchain, err := build.Open(build.Config{})
	start := func(ctx context.Context, sink interp.Sink) (interp.Interpreter, error) {
		if err != nil {
			if toolchain, err = build.Open(build.Config{}); err != nil {
				return nil, fmt.Errorf("%w (nabla is %s)", err, programPath())
			}
		}
		return session.New(ctx, session.Config{Toolchain: toolchain, Sink: sink, Version: version})
	}
	return server.Run(context.Background(), file, server.Options{Info: info(toolchain), Start: start})
}

// info is what the kernel says of itself; toolchain is nil when it is missing.
func info(toolchain *build.Toolchain) interp.Info {
	language := interp.Language{
		Name: "go", MIMEType: "text/x-go", FileExtension: ".go", PygmentsLexer: "go", CodeMirrorMode: "go",
	}
	if toolchain != nil {
		language.Version = strings.TrimPrefix(toolchain.GoVersion(), "go")
	}
	return interp.Info{
		Implementation:        "nabla",
		ImplementationVersion: version,
		Banner:                fmt.Sprintf("nabla %s: Go %s, with exact derivatives", version, language.Version),
		Language:              language,
		Links: []interp.Link{
			{Text: "Go standard library", URL: "https://pkg.go.dev/std"},
			{Text: "Gonum", URL: "https://pkg.go.dev/gonum.org/v1/gonum"},
			{Text: "A tour of Go", URL: "https://go.dev/tour/"},
		},
	}
}
