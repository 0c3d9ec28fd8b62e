package gonbui

// The release of GoNB whose package gonbui this package speaks with.
const (
	release = "v0.11.3"
	commit  = "b13bf4f6b075a235dab17ec24bf4a7151559c506"
)

// Environment is what a program finds in its environment under GoNB: the file by
// which to reach the kernel, for both directions, the folder in which it runs, and
// that of the go.mod with which it was compiled.
func Environment(file, dir, moduleDir string) []string {
	return []string{
		"GONB_PIPE=" + file,
		"GONB_PIPE_BACK=" + file,
		"GONB_DIR=" + dir,
		"GONB_TMP_DIR=" + moduleDir,
		"GONB_VERSION=" + release,
		"GONB_GIT_COMMIT=" + commit,
	}
}
