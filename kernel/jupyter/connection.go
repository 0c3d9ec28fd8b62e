package jupyter

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
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
	KernelName string `json:"kernel_name"`
	// JupyterSession is the notebook's path when a server started the kernel.
	JupyterSession string `json:"jupyter_session"`
}

// ReadConnectionFile reads and checks a connection file.
func ReadConnectionFile(path string) (ConnectionFile, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return ConnectionFile{}, fmt.Errorf("reading the connection file: %w", err)
	}
	f, err := ParseConnectionFile(text)
	if err != nil {
		return f, fmt.Errorf("connection file %s: %w", path, err)
	}
	return f, nil
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
	for _, port := range []int{f.ShellPort, f.IOPubPort, f.StdinPort, f.ControlPort, f.HBPort} {
		if port < 0 || port > 65535 || port == 0 && f.Transport == "tcp" {
			return f, errors.New("it needs the five ports shell_port, iopub_port, stdin_port, control_port, hb_port")
		}
	}
	return f, nil
}

// Address is the network and the address, as package net has them, of the
// socket with the given port.
func (f ConnectionFile) Address(port int) (network, address string) {
	if f.Transport == "ipc" {
		return "unix", f.IP + "-" + strconv.Itoa(port)
	}
	ip := f.IP
	if ip == "*" {
		ip = ""
	}
	return "tcp", net.JoinHostPort(ip, strconv.Itoa(port))
}
