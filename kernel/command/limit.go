package command

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// runLimit sets or shows what a session may use.
func runLimit(c *call) error {
	if len(c.args) == 0 {
		for _, l := range limits {
			c.printf("%s", l.show(c))
		}
		return nil
	}
	for _, l := range limits {
		if l.name != c.args[0] || len(c.args) > 2 {
			continue
		}
		if len(c.args) == 2 {
			if err := l.set(c, c.args[1]); err != nil {
				return err
			}
		}
		c.printf("%s", l.show(c))
		return nil
	}
	return c.usage()
}

// limits are what can be limited, in the order in which they are shown.
var limits = []struct {
	name string
	show func(*call) string
	set  func(*call, string) error
}{
	{"memory", showMemory, setMemory},
	{"snapshot", showSnapshot, setSnapshot},
	{"snapshot-time", showSnapshotTime, setSnapshotTime},
}

// leastMemory is the least limit of the memory: with less a session cannot work.
const leastMemory = 16 << 20

func setMemory(c *call, text string) error {
	if text == "default" {
		c.LimitMemory(0)
		return nil
	}
	bytes, err := parseSize(text)
	if err == nil && bytes < leastMemory {
		err = fmt.Errorf("%s is too little for a session: %s is the least", text, sizeText(leastMemory))
	}
	if err == nil {
		c.LimitMemory(bytes)
	}
	return err
}

func showMemory(c *call) string {
	if n := c.MemoryLimit(); n != 0 {
		return "Memory limit: " + sizeText(n)
	}
	return "Memory limit: most of what is free"
}

// setSnapshot limits how much of the variables is saved.
func setSnapshot(c *call, text string) error {
	_, took := c.SnapshotLimits()
	switch text {
	case "default":
		c.LimitSnapshots(0, took)
		return nil
	case "off":
		c.LimitSnapshots(-1, took)
		return nil
	}
	bytes, err := parseSize(text)
	if err == nil && bytes == 0 {
		err = errors.New("off saves nothing, as in %limit snapshot off")
	}
	if err == nil {
		c.LimitSnapshots(int64(bytes), took)
	}
	return err
}

func showSnapshot(c *call) string {
	if bytes, _ := c.SnapshotLimits(); bytes >= 0 {
		return "Snapshot limit: " + sizeText(uint64(bytes))
	}
	return "Snapshot limit: off, variables are not saved"
}

func setSnapshotTime(c *call, text string) error {
	bytes, _ := c.SnapshotLimits()
	if text == "default" {
		c.LimitSnapshots(bytes, 0)
		return nil
	}
	took, err := time.ParseDuration(text)
	if err != nil || took <= 0 {
		return fmt.Errorf("%q is no time: it is written as 2s, 500ms or 1m", text)
	}
	c.LimitSnapshots(bytes, took)
	return nil
}

func showSnapshotTime(c *call) string {
	_, took := c.SnapshotLimits()
	return "Snapshot time limit: " + took.String()
}

// units are those of sizes, largest first.
var units = []struct {
	name string
	size uint64
}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"B", 1}}

// parseSize reads a size such as 4GB, 500 MiB or 1.5g.
func parseSize(text string) (uint64, error) {
	number, unit := strings.ToUpper(text), uint64(1)
	for _, u := range units {
		name := strings.ToUpper(u.name)
		if before, ok := strings.CutSuffix(number, name); ok {
			number, unit = before, u.size
			break
		}
		if before, ok := strings.CutSuffix(number, name[:1]); ok && !strings.HasSuffix(name, "IB") && name != "B" {
			number, unit = before, u.size
			break
		}
	}
	x, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || math.IsNaN(x) || x < 0 || x*float64(unit) >= 1<<62 {
		return 0, fmt.Errorf("%q is no size: it is written as 4GB, 500MB or 2GiB", text)
	}
	return uint64(x * float64(unit)), nil
}

// sizeText writes a size with the unit in which it is shortest.
func sizeText(n uint64) string {
	best := fmt.Sprintf("%d B", n)
	for _, u := range units {
		if text := strconv.FormatFloat(float64(n)/float64(u.size), 'f', -1, 64) + " " + u.name; n >= u.size && len(text) < len(best) {
			best = text
		}
	}
	return best
}
