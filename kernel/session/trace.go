package session

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/worker/proto"
)

const (
	sameCalls = 3  // so many equal calls one after the other are shown
	endCalls  = 15 // so many calls are shown at each end of a long trace
)

// trace shows where a goroutine was, innermost call first. Of a recursion it
// shows the ends.
func (s *Session) trace(stack []proto.Frame) string {
	calls := collapse(s.calls(withoutRuntime(stack)))
	if left := len(calls) - 2*endCalls; left > 1 {
		calls = slices.Concat(calls[:endCalls], []string{fmt.Sprintf("    … %d more calls\n", left)}, calls[len(calls)-endCalls:])
	}
	return strings.Join(calls, "")
}

// collapse shortens runs of equal calls.
func collapse(calls []string) []string {
	var list []string
	for len(calls) > 0 {
		same := 1
		for same < len(calls) && calls[same] == calls[0] {
			same++
		}
		if left := same - sameCalls; left > 1 {
			list = append(list, calls[:sameCalls]...)
			list = append(list, fmt.Sprintf("    … %d more such calls\n", left))
		} else {
			list = append(list, calls[:same]...)
		}
		calls = calls[same:]
	}
	return list
}

// ours begins the names of functions in our own packages.
const ours = "github.com/gonabla/nabla/"

// calls describes each call of a stack, as text that ends with a line's end.
func (s *Session) calls(stack []proto.Frame) []string {
	var list []string
	inner := ""
	for _, f := range stack {
		if strings.HasPrefix(f.Func, ours) {
			continue // the line of the cell names the operator
		}
		name := funcName(f.Func)
		where := s.place(f.File, f.Line)
		if where == "" {
			where = fmt.Sprintf("%s:%d", libraryFile(f), f.Line)
		}
		if name == "" && (inner == "main" || inner == "init") {
			break // the call of main is not in the text of the cell
		}
		if inner = name; name != "" {
			where += ", in " + name
		}
		if line, ok := s.sourceLine(f.File, f.Line); ok {
			where += "\n    " + strings.TrimSpace(line)
		}
		list = append(list, where+"\n")
	}
	return list
}

// machinery begins the names of the functions by which the Go release does what
// the user's or a library's code asked for.
var machinery = []string{"runtime.", "internal/", "os.Exit", "syscall.Exit", "sync.(*WaitGroup).Go.", "sync.fatal"}

// withoutRuntime leaves out the calls of the machinery at the innermost end.
func withoutRuntime(stack []proto.Frame) []proto.Frame {
	return stack[max(0, slices.IndexFunc(stack, func(f proto.Frame) bool {
		return !slices.ContainsFunc(machinery, func(prefix string) bool { return strings.HasPrefix(f.Func, prefix) })
	})):]
}

// libraryFile names the file of a call by its package: what stands before is
// the place of the Go release or of the module cache.
func libraryFile(f proto.Frame) string {
	slash := strings.LastIndexByte(f.Func, '/')
	if i := strings.IndexByte(f.Func, '['); i >= 0 {
		slash = strings.LastIndexByte(f.Func[:i], '/') // type arguments have paths too
	}
	name, _, ok := strings.Cut(f.Func[slash+1:], ".")
	if !ok || f.Func == "" {
		return f.File
	}
	// The linker writes a dot in the last element of a path as %2e.
	return strings.ReplaceAll(f.Func[:slash+1]+name, "%2e", ".") + "/" + path.Base(f.File)
}

var (
	// The body of a range over a function is a function to the compiler only.
	rangeName = regexp.MustCompile(`\.?-range\d+`)
	runName   = regexp.MustCompile(`^(nabla_run_\d+\.?)+`) // twice where a closure was inlined
	ownName   = regexp.MustCompile(`^nabla_(main|init)_\d+(_\d+)?`)
	initName  = regexp.MustCompile(`^(init)\.\d+`)
	twinName  = regexp.MustCompile(`^nabla_[01]+[se]?_`)
	// A method's twin counts the bytes of its type's name, which may hold "_".
	methodTwinName = regexp.MustCompile(`^nabla_[01]+[se]?m(\d+)_`)
	cellName       = regexp.MustCompile(`cell-\d+(-\d+)?`)
)

// funcName turns the linker's name of a function into the user's. The function
// that holds the statements of a cell has none.
func funcName(name string) string {
	if slash := strings.LastIndexByte(name, '/'); slash >= 0 && !strings.Contains(name[:slash], "[") {
		return name[slash+1:] // the file's name says which package it is
	}
	name = strings.TrimPrefix(name, "main.")
	name = runName.ReplaceAllString(name, "")
	name = rangeName.ReplaceAllString(name, "")
	if m := methodTwinName.FindStringSubmatch(name); m != nil {
		rest := name[len(m[0]):]
		if n, err := strconv.Atoi(m[1]); err == nil && n < len(rest) {
			return rest[:n] + "." + rest[n+1:]
		}
	}
	name = twinName.ReplaceAllString(name, "")
	return initName.ReplaceAllString(ownName.ReplaceAllString(name, "$1"), "$1")
}
