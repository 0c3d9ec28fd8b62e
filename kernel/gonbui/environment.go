package gonbui

// The release of GoNB whose package gonbui this package speaks with.
const (
	release = "v0.11.3"
	commit  = "b13bf4f6b075a235dab17ec24bf4a7151559c506"
)

// Surroundings say where a program runs.
type Surroundings struct {
	Write, Read string // files by which it reaches the kernel
	Dir         string // its working directory
	ModuleDir   string // where the go.mod is with which it was compiled
	KernelID    string // by which Jupyter's server knows the kernel; empty if not known
	JupyterRoot string // that the server serves; empty if not known
}

// Environment is what a program finds in its environment under GoNB.
func Environment(s Surroundings) []string {
	env := []string{
		"GONB_PIPE=" + s.Write,
		"GONB_PIPE_BACK=" + s.Read,
		"GONB_DIR=" + s.Dir,
		"GONB_TMP_DIR=" + s.ModuleDir,
		"GONB_VERSION=" + release,
		"GONB_GIT_COMMIT=" + commit,
	}
	if s.KernelID != "" {
		env = append(env, "GONB_JUPYTER_KERNEL_ID="+s.KernelID)
	}
	if s.JupyterRoot != "" {
		env = append(env, "GONB_JUPYTER_ROOT="+s.JupyterRoot)
	}
	return env
}
