package jupyter

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// A signer makes and checks signatures, HMAC-SHA256 of the JSON parts. Without
// a key messages are not signed.
type signer struct{ key []byte }

// newSigner refuses every scheme but hmac-sha256, which is the one that every
// front end uses.
func newSigner(scheme, key string) (signer, error) {
	if key != "" && scheme != "" && scheme != "hmac-sha256" {
		return signer{}, fmt.Errorf("jupyter: signature scheme %q is not supported: set Session.signature_scheme to hmac-sha256 in Jupyter's configuration", scheme)
	}
	return signer{key: []byte(key)}, nil
}

func (s signer) sum(parts [][]byte) []byte {
	mac := hmac.New(sha256.New, s.key)
	for _, part := range parts {
		mac.Write(part)
	}
	return mac.Sum(nil)
}

func (s signer) sign(parts [][]byte) []byte {
	if len(s.key) == 0 {
		return []byte{}
	}
	return hex.AppendEncode(nil, s.sum(parts))
}

// verify compares in constant time, and accepts no message twice. Without a key
// it accepts everything.
func (s *Session) verify(signature []byte, parts [][]byte) error {
	if len(s.signer.key) == 0 {
		return nil
	}
	sum := s.signer.sum(parts)
	if !hmac.Equal(signature, hex.AppendEncode(nil, sum)) {
		return ErrSignature
	}
	if !s.received.isNew([sha256.Size]byte(sum)) {
		return ErrReplayed
	}
	return nil
}
