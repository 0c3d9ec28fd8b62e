package jupyter

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strconv"
	"syscall"
)

// A ConnectionFile says where the kernel has to listen and how messages are
// signed. Jupyter writes one for every kernel it starts.
type ConnectionFile struct {
	Transport       string `json:"transport"`
	IP              string `json:"ip"`
	ShellPort       int    `json:"shell_port"`
	IOPubPort       int    `json:"iopub_port"`
	StdinPort       int    `json:"stdin_port"`
	ControlPort     int    `json:"control_port"`
	HBPort          int    `json:"hb_port"`
	SignatureScheme string `json:"signature_scheme"`
	// Key signs the messages. Empty means that they are not signed.
	Key        string `json:"key"`
	KernelName string `json:"kernel_name,omitempty"`
	// JupyterSession is the notebook's path when a server started the kernel.
	JupyterSession string `json:"jupyter_session,omitempty"`
	// The kernel's keys when what goes over the sockets is to be encrypted, as
	// CurveZMQ writes them. Both are empty when it is not.
	CurvePublicKey string `json:"curve_publickey,omitempty"`
	CurveSecretKey string `json:"curve_secretkey,omitempty"`
	// In place of the five ports a file may say where to register those that
	// the kernel chooses, and as whom. Some write the port as a string.
	KernelID         string      `json:"kernel_id,omitempty"`
	RegistrationIP   string      `json:"registration_ip,omitempty"`
	RegistrationPort json.Number `json:"registration_port,omitempty"`
}

// longestFile is far more than a connection file has.
const longestFile = 1 << 20

// ReadConnectionFile reads and checks a connection file. A file that somebody
// else may have written is refused: its key would let them run code as this
// user.
func ReadConnectionFile(path string) (ConnectionFile, error) {
	text, err := readPrivate(path)
	if err != nil {
		return ConnectionFile{}, fmt.Errorf("reading the connection file: %w", err)
	}
	f, err := ParseConnectionFile(text)
	if err != nil {
		return f, fmt.Errorf("connection file %s: %w", path, err)
	}
	return f, nil
}

// readPrivate reads a file after looking at who may change it.
func readPrivate(path string) ([]byte, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0) // a pipe would wait for its writer
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if err := checkAccess(path, info); err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(file, longestFile+1))
	if len(text) > longestFile {
		return nil, fmt.Errorf("%s is no connection file: it is longer than %d MB", path, longestFile>>20)
	}
	return text, err
}

// ParseConnectionFile reads and checks the text of a connection file.
func ParseConnectionFile(text []byte) (ConnectionFile, error) {
	var f ConnectionFile
	if err := json.Unmarshal(text, &f); err != nil {
		return f, err
	}
	if f.Transport == "" {
		f.Transport = "tcp"
	}
	if f.Transport != "tcp" && f.Transport != "ipc" {
		return f, fmt.Errorf("transport %q is unknown: it must be tcp or ipc", f.Transport)
	}
	if err := f.checkPorts(); err != nil {
		return f, err
	}
	if (f.CurvePublicKey == "") != (f.CurveSecretKey == "") {
		return f, errors.New("it needs both of curve_publickey and curve_secretkey, or none")
	}
	return f, nil
}

// Write writes the file, for this user alone, where none is yet.
func (f ConnectionFile) Write(path string) error {
	text, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(text, '\n'))
	return errors.Join(err, file.Close())
}

// Address is the network and the address, as package net has them, of the
// socket with the given port. It is the address asked for and no other: without
// one it is that of this machine alone.
func (f ConnectionFile) Address(port int) (network, address string) {
	ip, number := f.IP, strconv.Itoa(port)
	if f.Transport == "ipc" {
		return "unix", ip + "-" + number
	}
	switch ip {
	case "":
		ip = "127.0.0.1"
	case "*":
		ip = "0.0.0.0"
	}
	// Package net takes 0.0.0.0 of network tcp for every address of both kinds.
	network = "tcp"
	if a, err := netip.ParseAddr(ip); err == nil {
		network = "tcp6"
		if a.Is4() {
			network = "tcp4"
		}
	}
	return network, net.JoinHostPort(ip, number)
}
