package history

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
)

// Entries gives the cells that were entered, the newest first. An error of the
// file is given last.
func (l *Log) Entries() iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		f, err := os.Open(l.path)
		if err != nil {
			if !errors.Is(err, os.ErrNotExist) {
				yield(Entry{}, err)
			}
			return
		}
		defer f.Close()
		type cell struct{ session, line int }
		outputs := map[cell]string{} // whose inputs are further up
		for r, err := range records(f) {
			at := cell{r.Session, r.Line}
			switch {
			case err != nil:
				yield(Entry{}, err)
				return
			case r.Input != nil:
				if !yield(Entry{r.Session, r.Line, *r.Input, outputs[at]}, nil) {
					return
				}
				delete(outputs, at)
			case r.Output != "":
				outputs[at] = r.Output
			}
		}
	}
}

// lastSession finds the session that began last. The lines that say so may have
// been dropped; then it is the highest number of all.
func lastSession(f *os.File) (session int, err error) {
	for r, err := range records(f) {
		if err != nil {
			return 0, err
		}
		session = max(session, r.Session)
		if r.Began != "" {
			break
		}
	}
	return session, nil
}

// maxSession is beyond the sessions of any user.
const maxSession = 1 << 40

// records gives the records of a file, the last first. What is no record is
// passed over.
func records(f *os.File) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		for line, err := range lines(f) {
			var r record
			if err != nil {
				yield(r, err)
				return
			}
			if json.Unmarshal(line, &r) == nil && r.Session > 0 && r.Session < maxSession && !yield(r, nil) {
				return
			}
		}
	}
}

// chunk is how much is read at once.
const chunk = 64 << 10

// lines gives the lines of a file without their ends, the last first.
func lines(f *os.File) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		at, err := f.Seek(0, io.SeekEnd)
		if err != nil {
			yield(nil, err)
			return
		}
		var rest []byte // the beginning of what was read, whose first line may begin further up
		for at > 0 {
			size := min(at, max(chunk, int64(len(rest)))) // so that a long line is not copied often
			at -= size
			b := make([]byte, size, size+int64(len(rest)))
			if _, err := f.ReadAt(b, at); err != nil {
				yield(nil, err)
				return
			}
			rest = append(b, rest...)
			for i := bytes.LastIndexByte(rest, '\n'); i >= 0; i = bytes.LastIndexByte(rest, '\n') {
				if !yield(rest[i+1:], nil) {
					return
				}
				rest = rest[:i]
			}
		}
		yield(rest, nil)
	}
}

// afterLine is what follows the first line of a text.
func afterLine(text []byte) []byte {
	_, after, _ := bytes.Cut(text, []byte("\n"))
	return after
}
