package notebooks

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/kernel/build"
	"github.com/gonabla/nabla/kernel/build/buildtest"
	filed "github.com/gonabla/nabla/kernel/notebook"
	"github.com/gonabla/nabla/kernel/session"
)

// TestCommitted runs every notebook in a session of its own and compares what the
// cells show with what is committed; -update commits the new outputs of those
// cells that differ.
func TestCommitted(t *testing.T) {
	toolchain := buildtest.Toolchain(t)
	forEach(t, func(t *testing.T, committed notebook, file []byte) {
		name := t.Name()[strings.LastIndex(t.Name(), "/")+1:]
		executed := execute(t, toolchain, file)
		again, err := readNotebook(executed.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		old, err := filed.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		changed := false
		for i, c := range committed.Cells {
			differences := compareCells(c, again.Cells[i])
			if was, is := old.Cells[i].Count, executed.Cells[i].Count; was != is {
				differences = append(differences, fmt.Sprintf("it is number %d, committed as %d", is, was))
			}
			if *update && differences != nil {
				old.Cells[i].Outputs, old.Cells[i].Count = executed.Cells[i].Outputs, executed.Cells[i].Count
				changed = true
				continue
			}
			for _, d := range differences {
				t.Errorf("cell %s: %s", c.ID, d)
			}
		}
		if t.Failed() {
			t.Log("if this is meant, go test ./notebooks -update commits it")
		}
		if changed {
			if err := filed.Replace(name, old.Bytes()); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// execute runs all cells; one that fails ends the test.
func execute(t *testing.T, toolchain *build.Toolchain, file []byte) *filed.Notebook {
	nb, err := filed.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	x := filed.NewExecution(nb)
	s, err := session.New(context.Background(), session.Config{Toolchain: toolchain, DataDir: buildtest.DataDir(), Sink: x, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(context.Background())
	if err := x.Run(context.Background(), s, filed.RunOptions{Timeout: 5 * time.Minute}); err != nil {
		t.Fatal(err)
	}
	return nb
}

func readNotebook(file []byte) (nb notebook, err error) {
	decoder := json.NewDecoder(bytes.NewReader(file))
	decoder.DisallowUnknownFields()
	err = decoder.Decode(&nb)
	return nb, err
}
