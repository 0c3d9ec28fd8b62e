package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
)

// Find returns the command of a name, or nil.
func Find(name string) *Command {
	for i := range table {
		if c := &table[i]; c.Name == name || slices.Contains(c.Also, name) {
			return c
		}
	}
	return nil
}

// Beginning returns the commands whose names begin with a text that is more
// than nothing, in the order of the table.
func Beginning(text string) (list []Command) {
	for _, c := range table {
		if strings.HasPrefix(text, "%") && strings.HasPrefix(c.Name, text) {
			list = append(list, c)
		}
	}
	return list
}

// Form is the form of the command of a name. An unknown command that begins
// with %% takes the whole cell, which is most likely no Go.
func Form(name string) cell.Form {
	if c := Find(name); c != nil {
		return c.Form
	}
	if strings.HasPrefix(name, "%%") {
		return cell.WithText
	}
	return cell.Alone
}

// lookup finds a command, or says what may have been meant.
func lookup(c cell.Command) (*Command, error) {
	if rule := Find(c.Name); rule != nil {
		return rule, nil
	}
	if near := nearest(c.Name); near != "" {
		return nil, fmt.Errorf("there is no such command: did you mean %s? (%%help lists all)", near)
	}
	return nil, fmt.Errorf("there is no such command: %%help lists all")
}

// nearest returns the command whose name takes the fewest edits to become name;
// "" when none is near.
func nearest(name string) string {
	best, least := "", len(name)/2+1
	for _, c := range table {
		for _, known := range append([]string{c.Name}, c.Also...) {
			if c.isShell() {
				continue
			}
			if d := distance(strings.ToLower(name), known); d < least {
				best, least = known, d
			}
		}
	}
	return best
}

// distance is the number of bytes to insert, delete, replace or exchange with
// their neighbour to make b of a.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
