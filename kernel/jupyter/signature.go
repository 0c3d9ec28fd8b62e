package jupyter

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
)

// ErrSignature is the error of a message whose signature is not right: it
// comes from somebody who does not know the key.
var ErrSignature = errors.New("jupyter: wrong signature")

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

// verify compares in constant time.
func (s signer) verify(signature []byte, parts [][]byte) error {
	if len(s.key) == 0 {
		return nil
	}
	given, err := hex.DecodeString(string(signature))
	if err != nil || !hmac.Equal(given, s.sum(parts)) {
		return ErrSignature
	}
	return nil
}
