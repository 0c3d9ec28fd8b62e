package completion

import (
	"context"
	"errors"

	"github.com/gonabla/nabla/kernel/completion/gopls"
)

var errNoGopls = errors.New("gopls does not run here; ./install.sh installs it")

// Vet returns what gopls finds suspicious in a file of Go that compiles, in order.
func (c *Completer) Vet(ctx context.Context, text string) ([]gopls.Finding, error) {
	server := c.await(ctx)
	if server == nil {
		return nil, errNoGopls
	}
	return server.Vet(ctx, text)
}
