package check

import (
	"cmp"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// diagnose puts what both checks found into the coordinates of the cells.
func (k *checker) diagnose(d *draft, c *checked, own []types.Error) Diagnostics {
	list := slices.Clone(k.early)
	for _, e := range own {
		seg := d.at(c.offset(e.Pos))
		if seg != nil && seg.item != nil && seg.item.hidden && len(k.early) > 0 {
			continue // the first check says it better
		}
		if cause, ok := k.aside[missing(e.Msg)]; ok {
			list = append(list, report(cause.Fset, []types.Error{cause})...) // why it is not there
			continue
		}
		for _, x := range report(c.fset, []types.Error{e}) {
			if x.File == "" && seg != nil && seg.def != nil {
				x = k.placeMade(seg.def.Name, x)
			}
			list = append(list, x)
		}
	}
	return tidy(list)
}

// noMethod is the message of a call of a method that is not there.
var noMethod = regexp.MustCompile(`type \*?(\w+)(?:\[.*\])? has no field or method (\w+)`)

// missing returns the name of the definition, which may be a method, that a
// message says is not there.
func missing(message string) string {
	if m := noMethod.FindStringSubmatch(message); m != nil {
		return m[1] + "." + m[2]
	}
	return strings.TrimPrefix(message, "undefined: ")
}

// placeMade gives an error in the declaration of a variable, which is not in
// the text of the cell, the place of the statement that declares it.
func (k *checker) placeMade(name string, x Diagnostic) Diagnostic {
	for _, it := range k.items {
		if slices.Contains(it.names, name) {
			x.File, x.Line, x.Column = k.cell.Name, it.line, it.column
		}
	}
	return x
}

// report turns the errors of go/types into diagnostics.
func report(fset *token.FileSet, errs []types.Error) Diagnostics {
	var list Diagnostics
	for _, e := range errs {
		if strings.HasPrefix(e.Msg, "\t") {
			continue // go/types lists the places of a cycle after the error
		}
		p := fset.Position(e.Pos)
		list = append(list, Diagnostic{p.Filename, p.Line, p.Column, e.Msg})
	}
	return list
}

// made finds the names in messages that are ours.
var made = regexp.MustCompile(`nabla_was_(\d+_\d+_)?`)

// tidy sorts diagnostics, words them without names of ours, and leaves out
// those that say nothing new.
func tidy(list Diagnostics) Diagnostics {
	for i := range list {
		m := strings.ReplaceAll(list[i].Message, " in argument to "+Alias(Display)+".ShowResult", "")
		if m == "undefined: main" || m == "undefined: init" {
			m += ": it runs with its cell and is not kept; give it another name to call it from other cells"
		}
		list[i].Message = asPredeclared(made.ReplaceAllString(m, ""))
	}
	slices.SortStableFunc(list, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	placed := slices.DeleteFunc(slices.Clone(list), func(d Diagnostic) bool { return d.File == "" })
	if len(placed) > 0 {
		list = placed // an error in text that was made has its cause elsewhere
	}
	var kept Diagnostics
	for _, d := range list {
		if !slices.ContainsFunc(kept, func(other Diagnostic) bool {
			return other.File == d.File && other.Line == d.Line && (other.Message == d.Message || other.Column == d.Column)
		}) {
			kept = append(kept, d)
		}
	}
	return kept
}
