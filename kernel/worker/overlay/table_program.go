package overlay

// programInsertions let whole programs run one after the other as if each had a
// process of its own.
func programInsertions() []Insertion {
	return []Insertion{{
		Name:   "timer",
		File:   "time/sleep.go",
		After:  "func AfterFunc(d Duration, f func()) *Timer {\n",
		Text:   "\tf = nablaOwned(f)\n",
		Before: "\treturn newTimer(when(d), 0, goFunc, f, nil)\n",
		Why:    "What a timer calls belongs to the cell that started the timer, and is not called when that was a program which is over.",
	}, {
		Name:  "open",
		File:  "internal/poll/fd_unix.go",
		After: "func (fd *FD) Init(net string, pollable bool) error {\n",
		Text:  "\tnablaNote(fd)\n",
		Why:   "What a program leaves open is closed when it is over, so that the next one can listen on the same port.",
	}, {
		Name:   "signal",
		File:   "os/signal/signal.go",
		After:  "\thandlers.Lock()\n\tdefer handlers.Unlock()\n\n",
		Text:   "\tnablaDelivering(n)\n",
		Before: "\tfor c, h := range handlers.m {\n\t\tif h.want(n) {\n\t\t\t// send but do not block for it\n",
		Why:    "A program that sends itself the signal by which the worker learns that the kernel is dead does not end the worker.",
	}, {
		Name:   "keep",
		File:   "internal/poll/fd_unix.go",
		Text:   "\tif fd.nablaKeep() {\n\t\treturn nil\n\t}\n",
		Before: "\terr := fd.SysFile.destroy(fd.Sysfd)\n",
		Why:    "A program that closes os.Stdout must not take it away from the programs that follow.",
	}}
}
