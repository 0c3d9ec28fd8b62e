package jupyter

import "errors"

// What can be wrong with a message that comes. The errors of [Session.Decode]
// are one of these each, most with more to say.
var (
	// ErrSignature is the error of a message whose signature is not right: it
	// comes from somebody who does not know the key.
	ErrSignature = errors.New("jupyter: wrong signature")
	// ErrReplayed is the error of a message that has come before: somebody has
	// recorded it.
	ErrReplayed = errors.New("jupyter: a message that has been received before")
	// ErrTruncated is the error of a message with too few frames.
	ErrTruncated = errors.New("jupyter: incomplete message")
	// ErrOversized is the error of a message with a part longer than any front
	// end's.
	ErrOversized = errors.New("jupyter: a part is too long")
	// ErrNotText is the error of a message with a part that is not UTF-8.
	ErrNotText = errors.New("jupyter: a part is not UTF-8")
	// ErrNested is the error of a message with a part that is nested so deeply
	// that front ends, which get it back, could not read it.
	ErrNested = errors.New("jupyter: a part is nested too deeply")
	// ErrMalformed is the error of a message with a part that is not the JSON it
	// has to be.
	ErrMalformed = errors.New("jupyter: malformed message")
)

// Faults are all kinds of errors of [Session.Decode].
var Faults = []error{ErrSignature, ErrReplayed, ErrTruncated, ErrOversized, ErrNotText, ErrNested, ErrMalformed}
