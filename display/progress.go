package display

import (
	"io"
	"io/fs"
	"iter"
)

// The functions that give sequences are not inlined: their loops would become
// part of the cell, and stand in the traces of its panics.

// Progress counts from 0 to n-1 for a loop, and shows how far it has come, how
// fast it is and how long it will take at the mean speed so far:
//
//	for i := range display.Progress(1000, "fitting") {
//		…
//	}
//
// A negative n stands for an unknown number: the loop then goes on until it is
// left. What is shown is renewed about ten times a second in one place, and in
// the end tells how many turns took how long. That is so too when the loop is
// left early, by break or return, by a panic, or because the cell is
// interrupted. In a terminal it is one line, and elsewhere, as in a file, only
// the end is written. A loop within a loop would add a line for each turn of the
// outer one, so that it is the outer one whose progress should be shown.
//
//go:noinline
func Progress(n int, label ...string) iter.Seq[int] {
	return func(yield func(int) bool) {
		m := startMeter(int64(n), label)
		defer m.end(brokenOff)
		for i := 0; n < 0 || i < n; i++ {
			if !yield(i) {
				m.end(stopped)
				return
			}
			m.add(1)
		}
		m.end(completed)
	}
}

// ProgressSlice gives the indices and the elements of a slice, and shows how
// far a loop over it has come, as [Progress] does.
//
//go:noinline
func ProgressSlice[S ~[]T, T any](s S, label ...string) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i := range Progress(len(s), label...) {
			if !yield(i, s[i]) {
				return
			}
		}
	}
}

// ProgressSeq gives what a sequence gives, of unknown length, and shows how far
// a loop over it has come, as [Progress] does.
//
//go:noinline
func ProgressSeq[T any](seq iter.Seq[T], label ...string) iter.Seq[T] {
	return func(yield func(T) bool) {
		m := startMeter(-1, label)
		defer m.end(brokenOff)
		for v := range seq {
			if !yield(v) {
				m.end(stopped)
				return
			}
			m.add(1)
		}
		m.end(completed)
	}
}

// ProgressReader reads what r reads, and shows how many bytes that are, as
// [Progress] does. A size that is not positive is unknown, unless r is a file
// or tells its length by a method Len. The end of what is read, an error, or
// the call of Close, which also closes r, ends the display.
func ProgressReader(r io.Reader, size int64, label ...string) io.ReadCloser {
	if size <= 0 {
		size = lengthOf(r)
	}
	m := startMeter(size, label)
	m.bytes = true
	return &meteredReader{r, m}
}

// lengthOf is the number of bytes that a reader will give, negative when that
// is not known.
func lengthOf(r io.Reader) int64 {
	switch r := r.(type) {
	case interface{ Len() int }:
		return int64(r.Len())
	case interface{ Stat() (fs.FileInfo, error) }:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	}
	return -1
}

// A meteredReader counts what is read.
type meteredReader struct {
	io.Reader
	meter *meter
}

// Read implements [io.Reader].
func (r *meteredReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.meter.add(int64(n))
	switch {
	case err == io.EOF:
		r.meter.end(completed)
	case err != nil:
		r.meter.end(brokenOff)
	}
	return n, err
}

// Close implements [io.Closer].
func (r *meteredReader) Close() error {
	r.meter.end(stopped)
	if c, ok := r.Reader.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
