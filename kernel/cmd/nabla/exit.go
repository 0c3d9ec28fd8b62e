package main

import "errors"

// An exit is an error that decides the exit status of the program.
type exit struct {
	status int
	err    error
}

func (e *exit) Error() string { return e.err.Error() }
func (e *exit) Unwrap() error { return e.err }

// exitStatus is that of a program that ends with err: of several the highest,
// and 1 for an error that does not say.
func exitStatus(err error) int {
	var e *exit
	switch list, ok := err.(interface{ Unwrap() []error }); {
	case err == nil:
		return 0
	case ok:
		status := 0
		for _, err := range list.Unwrap() {
			status = max(status, exitStatus(err))
		}
		return status
	case errors.As(err, &e):
		return e.status
	}
	return 1
}
