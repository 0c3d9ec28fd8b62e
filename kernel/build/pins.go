//go:build pins

package build

// GoNB is what notebooks written for it import; nothing of ours does. The
// import keeps its version in go.mod, from which sessions take it.
import _ "github.com/janpfeifer/gonb/gonbui"
