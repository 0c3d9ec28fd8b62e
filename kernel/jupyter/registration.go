package jupyter

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// A Registration is what a kernel that has chosen its ports itself tells who
// started it (JEP 66). It is not a whole message: it has neither a header nor a
// parent.
type Registration struct {
	KernelID    string `json:"kernel_id"`
	ShellPort   string `json:"shell_port"`
	IOPubPort   string `json:"iopub_port"`
	StdinPort   string `json:"stdin_port"`
	ControlPort string `json:"control_port"`
	HBPort      string `json:"hb_port"`
}

// Registration tells the ports of the file.
func (f ConnectionFile) Registration() Registration {
	return Registration{
		KernelID:    f.KernelID,
		ShellPort:   strconv.Itoa(f.ShellPort),
		IOPubPort:   strconv.Itoa(f.IOPubPort),
		StdinPort:   strconv.Itoa(f.StdinPort),
		ControlPort: strconv.Itoa(f.ControlPort),
		HBPort:      strconv.Itoa(f.HBPort),
	}
}

// EncodeRegistration signs a registration and makes frames of it.
func (s *Session) EncodeRegistration(r Registration) ([][]byte, error) {
	content, err := encodeJSON(r)
	if err != nil {
		return nil, err
	}
	parts := [][]byte{content}
	return [][]byte{delimiter, s.signer.sign(parts), content}, nil
}

// CheckAcknowledgement checks the frames with which a registration is answered:
// their signature, since what they say is not laid down.
func (s *Session) CheckAcknowledgement(frames [][]byte) error {
	for i, frame := range frames {
		if !bytes.Equal(frame, delimiter) {
			continue
		}
		if rest := frames[i+1:]; len(rest) == 2 {
			return s.verify(rest[0], rest[1:])
		}
		break
	}
	return fmt.Errorf("%w: an acknowledgement needs a delimiter, a signature and one part", ErrTruncated)
}

// Registers reports whether the kernel chooses its ports itself and registers.
func (f ConnectionFile) Registers() bool { return f.RegistrationPort != "" }

// RegistrationAddress is where it registers, as package net has it.
func (f ConnectionFile) RegistrationAddress() (network, address string, err error) {
	port, err := strconv.Atoi(f.RegistrationPort.String())
	if err != nil || port <= 0 || port > 65535 {
		return "", "", errors.New("registration_port is not the number of a port")
	}
	f.IP = f.RegistrationIP
	network, address = f.Address(port)
	return network, address, nil
}

// checkPorts makes sure that the ports are there, or else where to register
// those that the kernel chooses.
func (f ConnectionFile) checkPorts() error {
	if f.Registers() {
		_, _, err := f.RegistrationAddress()
		return err
	}
	for _, port := range []int{f.ShellPort, f.IOPubPort, f.StdinPort, f.ControlPort, f.HBPort} {
		if port <= 0 || port > 65535 {
			return errors.New("it needs the five ports shell_port, iopub_port, stdin_port, control_port, hb_port")
		}
	}
	return nil
}
