package display

import (
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/gonabla/nabla/display/wire"
)

// openTerminal opens a new terminal, and its other side, where one types and
// sees what is shown.
func openTerminal(t *testing.T) (terminal, keys *os.File) {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("there are no terminals here: ", err)
	}
	t.Cleanup(func() { keys.Close() })
	var number, unlocked int32
	for request, value := range map[uintptr]*int32{syscall.TIOCGPTN: &number, syscall.TIOCSPTLCK: &unlocked} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, keys.Fd(), request, uintptr(unsafe.Pointer(value))); errno != 0 {
			t.Fatal(errno)
		}
	}
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no terminals here: ", err)
	}
	t.Cleanup(func() { terminal.Close() })
	return terminal, keys
}

// What is typed while a password is asked for is not shown, and afterwards the
// terminal is as it was.
func TestPasswordIsNotSeen(t *testing.T) {
	terminal, keys := openTerminal(t)
	got := make(chan string)
	go func() {
		prompt := readUntil(t, keys, "password? ")
		io.WriteString(keys, "sec\x7fcret\n") // with one letter taken back
		got <- prompt + readUntil(t, keys, "\n")
	}()
	password, err := askTerminal(terminal, terminal, wire.Question{Prompt: "password? ", Password: true})
	if password != "secret" || err != nil {
		t.Errorf("got %q, %v", password, err)
	}
	if seen := <-got; seen != "password? \r\n" {
		t.Errorf("on the screen: %q", seen)
	}
	io.WriteString(keys, "open\n")
	if seen := readUntil(t, keys, "open"); !strings.Contains(seen, "open") {
		t.Errorf("the terminal shows no typing afterwards: %q", seen)
	}
}

// readUntil reads what a terminal shows until something is there.
func readUntil(t *testing.T, keys io.Reader, what string) string {
	t.Helper()
	var seen strings.Builder
	p := make([]byte, 100)
	for !strings.Contains(seen.String(), what) {
		n, err := keys.Read(p)
		if err != nil {
			t.Errorf("%v after %q", err, seen.String())
			break
		}
		seen.Write(p[:n])
	}
	return seen.String()
}

func TestMeterInTerminal(t *testing.T) {
	at := withClock(t)
	terminal, keys := openTerminal(t)
	stdout := os.Stdout
	os.Stdout = terminal
	defer func() { os.Stdout = stdout }()
	for range Progress(2, "two") {
		*at = at.Add(time.Second)
	}
	fmt.Println("after")
	want := "\rtwo:   0% ▕░░░░░░░░░░░░░░░░░░░░▏ 0 of 2" +
		"\rtwo:  50% ▕██████████░░░░░░░░░░▏ 1 of 2, 1.0/s, 1s left" +
		"\rtwo: 100% ▕████████████████████▏ 2 of 2, 1.0/s, 2s     " +
		"\rtwo: 2 of 2 in 2s (1.0/s)                         \r\nafter\r\n"
	if seen := readUntil(t, keys, "after\r\n"); seen != want {
		t.Errorf("on the screen\n%q\nwant\n%q", seen, want)
	}
}
