package build

import (
	"context"
	"errors"
	"strings"
)

// Doc returns what `go doc` says about a package, or something in one, as this
// module sees it.
func (m *Module) Doc(ctx context.Context, args []string) (string, error) {
	g, err := m.command(ctx)
	if err != nil {
		return "", err
	}
	out, err := g.run(ctx, append([]string{"doc"}, args...), nil)
	var failed *commandError
	if errors.As(err, &failed) {
		return "", errors.New(strings.TrimPrefix(strings.TrimSuffix(strings.TrimSpace(failed.said), "\nexit status 1"), "doc: "))
	}
	return string(out), err
}
