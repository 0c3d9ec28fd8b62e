package jupyter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func newTestSession(t testing.TB, key string) *Session {
	t.Helper()
	s, err := NewSession(ConnectionFile{SignatureScheme: "hmac-sha256", Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustMessage(t testing.TB, s *Session, parent *Message, c Content) *Message {
	t.Helper()
	m, err := s.Message(parent, c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRoundTrip(t *testing.T) {
	for _, key := range []string{"", "secret"} {
		s := newTestSession(t, key)
		request := mustMessage(t, s, nil, CommMsg{CommID: "7", Data: Object{"x": "<∇>"}})
		request.Identities = [][]byte{[]byte("a"), []byte("b")}
		request.Buffers = [][]byte{{1, 2, 3}, {}}
		got, err := s.Decode(s.Encode(request))
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Identities) != 2 || len(got.Buffers) != 2 || !bytes.Equal(got.Buffers[0], []byte{1, 2, 3}) {
			t.Errorf("identities %q, buffers %v", got.Identities, got.Buffers)
		}
		if got.Header != request.Header || !bytes.Contains(got.Content, []byte("<∇>")) {
			t.Errorf("header %+v, content %s", got.Header, got.Content)
		}
		reply := mustMessage(t, s, got, Status{Idle})
		if !bytes.Equal(reply.Parent, request.RawHeader) || len(reply.Identities) != 2 {
			t.Errorf("parent %s, identities %q", reply.Parent, reply.Identities)
		}
	}
}

// The signature is one that Python computed.
func TestSignature(t *testing.T) {
	parts := [][]byte{[]byte(`{"msg_type":"x"}`), []byte(`{}`), []byte(`{}`), []byte(`{"a":1}`)}
	s := newTestSession(t, "a0436f6c-1916-498b-8eb9-e81ab9368e84")
	const want = "7635f132b4191c7f3535ba73d9cea85602cb2d181e42997ec882b350e67074b7"
	if got := string(s.signer.sign(parts)); got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
	frames := append([][]byte{delimiter, []byte(want)}, parts...)
	if _, err := s.Decode(frames); err != nil {
		t.Error(err)
	}
	if _, err := s.Decode(append([][]byte{delimiter, []byte(strings.ToUpper(want))}, parts...)); !errors.Is(err, ErrSignature) {
		t.Errorf("a signature in other letters: %v", err)
	}
	for i := 1; i < len(frames); i++ {
		changed := append([][]byte(nil), frames...)
		changed[i] = append([]byte(nil), frames[i]...)
		changed[i][len(changed[i])-1] ^= 1
		if _, err := s.Decode(changed); !errors.Is(err, ErrSignature) {
			t.Errorf("with a changed frame %d: %v", i, err)
		}
	}
	if _, err := s.Decode(append([][]byte{delimiter, {}}, parts...)); !errors.Is(err, ErrSignature) {
		t.Errorf("without a signature: %v", err)
	}
}

func TestSignatureScheme(t *testing.T) {
	if _, err := NewSession(ConnectionFile{SignatureScheme: "hmac-md5", Key: "k"}); err == nil {
		t.Error("hmac-md5 was accepted")
	}
	if _, err := NewSession(ConnectionFile{SignatureScheme: "hmac-md5"}); err != nil {
		t.Errorf("without a key no scheme matters: %v", err)
	}
}

func TestDecodeErrors(t *testing.T) {
	const header = `{"msg_type":"x"}`
	nested := func(n int) string { return strings.Repeat(`{"[":[`, n) + strings.Repeat("]}", n) }
	tests := []struct {
		name  string
		parts []string
		fault error
	}{
		{"nothing", nil, ErrTruncated},
		{"no delimiter", []string{"a", "b", "c", "d", "e", "f", "g"}, ErrTruncated},
		{"too short", []string{"<IDS|MSG>", "", header, "{}", "{}"}, ErrTruncated},
		{"no JSON", []string{"<IDS|MSG>", "", header, "{}", "{}", "{"}, ErrMalformed},
		{"empty part", []string{"<IDS|MSG>", "", header, "{}", "", "{}"}, ErrMalformed},
		{"list", []string{"<IDS|MSG>", "", header, "[]", "{}", "{}"}, ErrMalformed},
		{"no type", []string{"<IDS|MSG>", "", "{}", "{}", "{}", "{}"}, ErrMalformed},
		{"type no string", []string{"<IDS|MSG>", "", `{"msg_type":1}`, "{}", "{}", "{}"}, ErrMalformed},
		{"null header", []string{"<IDS|MSG>", "", "null", "{}", "{}", "{}"}, ErrMalformed},
		{"no text", []string{"<IDS|MSG>", "", header, "{}", "{}", "{\"code\":\"\xff\"}"}, ErrNotText},
		{"nested", []string{"<IDS|MSG>", "", header, nested(257), "{}", "{}"}, ErrNested},
		{"open brackets", []string{"<IDS|MSG>", "", header, "{}", "{}", strings.Repeat("[", 1<<20)}, ErrNested},
		{"long header", []string{"<IDS|MSG>", "", header, `{"x":"` + strings.Repeat("y", longestHeader) + `"}`, "{}", "{}"}, ErrOversized},
		{"long signature", []string{"<IDS|MSG>", strings.Repeat("0", 1<<20), header, "{}", "{}", "{}"}, ErrSignature},
	}
	for _, test := range tests {
		s := newTestSession(t, "")
		if test.fault == ErrSignature {
			s = newTestSession(t, "key")
		}
		m, err := s.Decode(byteFrames(test.parts))
		if !errors.Is(err, test.fault) || !slices.Contains(Faults, test.fault) {
			t.Errorf("%s: decoded to %+v, %v", test.name, m, err)
		}
	}
	s := newTestSession(t, "")
	m, err := s.Decode(byteFrames([]string{"<IDS|MSG>", "", header, "null", nested(256), `{"code":"\"[[\\"}`}))
	if err != nil || string(m.Parent) != "{}" {
		t.Errorf("a null parent: %v", err)
	}
}

// A message that was recorded and is sent again is refused, also when others
// have come in between.
func TestReplay(t *testing.T) {
	sender, s := newTestSession(t, "key"), newTestSession(t, "key")
	frames := sender.Encode(mustMessage(t, sender, nil, Status{Busy}))
	for i := range 3 {
		_, err := s.Decode(frames)
		if want := i > 0; errors.Is(err, ErrReplayed) != want {
			t.Errorf("the message comes for the %d. time: %v", i+1, err)
		}
		if _, err := s.Decode(sender.Encode(mustMessage(t, sender, nil, Status{Busy}))); err != nil {
			t.Error(err)
		}
	}
	var r replay
	for i := range 3 * remembered {
		var signature [32]byte
		copy(signature[:], fmt.Sprint(i))
		if !r.isNew(signature) || r.isNew(signature) || len(r.seen) > remembered {
			t.Fatalf("signature %d of %d", i, len(r.seen))
		}
	}
}

func byteFrames(parts []string) (frames [][]byte) {
	for _, p := range parts {
		frames = append(frames, []byte(p))
	}
	return frames
}

func TestUniqueAndDated(t *testing.T) {
	s := newTestSession(t, "")
	date := regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$`)
	seen := map[string]bool{}
	for range 1000 {
		m := mustMessage(t, s, nil, Status{Busy})
		if seen[m.Header.MsgID] || !date.MatchString(m.Header.Date) {
			t.Fatalf("header %+v", m.Header)
		}
		seen[m.Header.MsgID] = true
	}
	if other := newTestSession(t, ""); other.ID == s.ID {
		t.Error("two sessions have the same id")
	}
	if got := Date(time.Unix(0, 0)); got != "1970-01-01T00:00:00.000000Z" {
		t.Errorf("Date: %s", got)
	}
}

// No part of a message is ever null, whatever a handler left out.
func TestNothingIsNull(t *testing.T) {
	s := newTestSession(t, "")
	for _, c := range []Content{
		KernelInfoReply{}, ExecuteReply{}, ExecuteError{}, IsCompleteReply{}, CompleteReply{}, InspectReply{},
		HistoryReply{}, CommInfoReply{}, CommOpen{}, CommMsg{}, CommClose{}, ShutdownReply{}, InterruptReply{},
		DebugReply{}, Stream{}, DisplayData{}, UpdateDisplayData{}, ExecuteResult{}, Error{}, Status{},
		ClearOutput{}, InputRequest{}, IOPubWelcome{}, ExecuteInput{}, Failure{Reply: "x_reply"},
	} {
		m := mustMessage(t, s, nil, c)
		if bytes.Contains(m.Content, []byte("null")) {
			t.Errorf("%s: %s", c.Type(), m.Content)
		}
	}
}

func TestExecuteRequestDefaults(t *testing.T) {
	var r ExecuteRequest
	if err := json.Unmarshal([]byte(`{"code":"x"}`), &r); err != nil || !r.StoreHistory || !r.StopOnError || !r.AllowStdin || r.Silent {
		t.Errorf("%+v, %v", r, err)
	}
	if err := json.Unmarshal([]byte(`{"code":"x","silent":true,"stop_on_error":false}`), &r); err != nil || r.StoreHistory || r.StopOnError {
		t.Errorf("%+v, %v", r, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("id\x00<IDS|MSG>\x00\x00{\"msg_type\":\"execute_request\"}\x00{}\x00{}\x00{\"code\":\"x\"}\x00buffer"))
	f.Add([]byte("<IDS|MSG>"))
	f.Add([]byte("<IDS|MSG>\x00\x00{\"msg_type\":\"comm_open\",\"msg_id\":\"\\ud800\"}\x00null\x00{}\x00{\"data\":{\"a\":[[[{}]]]}}"))
	f.Add([]byte("<IDS|MSG>\x00\x00{\"msg_type\":\"x\"}\x00{}\x00{}\x00{\"\xff\":1e999}"))
	f.Add([]byte{})
	s := newTestSession(f, "")
	signed := newTestSession(f, "key")
	f.Fuzz(func(t *testing.T, data []byte) {
		frames := bytes.Split(data, []byte{0})
		if _, err := signed.Decode(frames); err == nil {
			t.Error("a message without a key was accepted")
		}
		m, err := s.Decode(frames)
		if err != nil {
			return
		}
		for _, c := range []any{
			&ExecuteRequest{}, &CompleteRequest{}, &HistoryRequest{}, &CommOpen{}, &DebugRequest{}, &CellMetadata{}, &InspectRequest{},
			&IsCompleteRequest{}, &CommMsg{}, &CommClose{}, &CommInfoRequest{}, &InputReply{}, &ShutdownRequest{}, &InterruptRequest{},
		} {
			m.Unmarshal(c)
		}
		again, err := s.Decode(s.Encode(m))
		if err != nil || again.Header != m.Header {
			t.Errorf("encoded again: %v", err)
		}
	})
}
