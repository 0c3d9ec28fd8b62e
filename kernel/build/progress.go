package build

import (
	"context"
	"fmt"
	"regexp"
	"strings"
)

type progressKey struct{}

// WithProgress returns a context with which tell is told, line by line, what is
// done for a package that was not prepared: which modules are looked for and
// downloaded, and how compiling gets on.
func WithProgress(ctx context.Context, tell func(line string)) context.Context {
	last := ""
	return context.WithValue(ctx, progressKey{}, func(line string) {
		if line != last { // the go command looks for some things twice
			tell(line)
		}
		last = line
	})
}

// progressOf is the function of WithProgress, or nil.
func progressOf(ctx context.Context) func(line string) {
	tell, _ := ctx.Value(progressKey{}).(func(line string))
	return tell
}

// progressive is how the go command begins to say what it does about modules.
var progressive = regexp.MustCompile(`^go: (downloading|finding|found|trying|added|upgraded|downgraded|removed) `)

// many is the number of compiled packages of which the user is told.
const many = 10

// countCompiled returns a function that tells of every so many compiled
// packages, or nil if nobody wants to know.
func countCompiled(ctx context.Context) func(path string) {
	tell := progressOf(ctx)
	if tell == nil {
		return nil
	}
	n := 0
	return func(path string) {
		if n++; n%many == 0 {
			tell(fmt.Sprintf("compiled %d packages, the last %s", n, path))
		}
	}
}

// credentials are what may stand before the host of an address.
var credentials = regexp.MustCompile(`://[^/@\s"']+@`)

// withoutSecrets hides names and passwords in addresses, which the go command and
// git repeat when something goes wrong.
func withoutSecrets(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	return credentials.ReplaceAllString(text, "://…@")
}
