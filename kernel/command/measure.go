package command

import (
	"fmt"
	"strconv"
)

// runTime measures the statement that begins on its line, and runTimeCell all
// of the cell.
func runTime(c *call) error {
	if c.Text == "" {
		return fmt.Errorf("a statement follows on the same line; %%%%time as the first line measures the whole cell")
	}
	c.Timed = append(c.Timed, c.Line)
	return nil
}

func runTimeCell(c *call) error {
	if !c.First {
		return fmt.Errorf("it must be the first line of the cell; %%time before a statement measures that alone")
	}
	c.insert(Above, "defer ", incell+"measure", "Time()()")
	return nil
}

// TimeUntilEnd measures what is below a line, until the cell ends.
func TimeUntilEnd(line int) Insertion {
	return Insertion{Above, line, "defer ", incell + "measure", "Time()()"}
}

// TimeAround begins and ends the measuring of what begins on a line. n is a
// number that no other pair of the cell has.
func TimeAround(line, n int) [2]Insertion {
	return [2]Insertion{
		{Above, line, "", incell + "measure", fmt.Sprintf("Begin(%d)", n)},
		{Below, line, "", incell + "measure", fmt.Sprintf("End(%d)", n)},
	}
}

// defaultRounds is how many rounds a benchmark has.
const defaultRounds = 10

// runBench runs the cell many times.
func runBench(c *call) error {
	if !c.First {
		return fmt.Errorf("it must be the first line of the cell, all of which is run again and again")
	}
	rounds := defaultRounds
	if c.flag("-n") {
		n := 0
		if len(c.args) == 1 {
			n, _ = strconv.Atoi(c.args[0])
		}
		if rounds = n; rounds < 1 {
			return fmt.Errorf("-n is followed by the number of rounds, as in %%%%bench -n 20")
		}
		c.args = nil
	}
	if len(c.args) > 0 {
		return c.usage()
	}
	c.Wrapping = &Wrapping{c.Line, incell + "measure", fmt.Sprintf("Bench(%d, func() {", rounds), "})"}
	return nil
}
