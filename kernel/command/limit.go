package command

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// runLimit sets or shows the limit of the memory.
func runLimit(c *call) error {
	if len(c.args) == 0 || len(c.args) > 2 || c.args[0] != "memory" {
		return c.usage()
	}
	if len(c.args) == 2 {
		bytes, err := parseSize(c.args[1])
		if err != nil {
			return err
		}
		c.LimitMemory(bytes)
	}
	if n := c.MemoryLimit(); n == 0 {
		c.printf("Memory limit: most of what is free")
	} else {
		c.printf("Memory limit: %s", sizeText(n))
	}
	return nil
}

// units are those of sizes, largest first.
var units = []struct {
	name string
	size uint64
}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"B", 1}}

// least is the least limit: with less a session cannot work.
const least = 16 << 20

// parseSize reads a size such as 4GB, 500 MiB or 1.5g; 0 is the default.
func parseSize(text string) (uint64, error) {
	if text == "default" {
		return 0, nil
	}
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
	bytes := uint64(x * float64(unit))
	if bytes < least {
		return 0, fmt.Errorf("%s is too little for a session: %s is the least", text, sizeText(least))
	}
	return bytes, nil
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
