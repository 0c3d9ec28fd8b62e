package command

import (
	"slices"

	"github.com/gonabla/nabla/kernel/session/cell"
)

// table holds all commands. It is made by init, because help refers to it.
var table []Command

func init() {
	table = slices.Concat(shellCommands(), fileCommands(), definitionCommands(), surroundingCommands(), wordCommands())
}

func shellCommands() []Command {
	const group = "Shell"
	return []Command{
		{Name: "!", Args: "COMMAND", Group: group, run: runShell, Short: "Run a command in bash",
			Long: "It runs in the working directory of the cells. Its output is shown while it is made; an interrupt ends it with all that it has started; an exit status other than 0 is an error of the cell. " +
				"It cannot read input, unless `%with_inputs` or `%with_password` stands above it. A value that begins with `!` has to be written as `(!ok)`."},
		{Name: "!*", Args: "COMMAND", Group: group, run: runShell, Short: "Run a command in bash where the session's go.mod is"},
		{Name: "%with_inputs", Group: group, run: runInputs, Short: "Let the next ! command read what you enter",
			Long: "You are asked for a line when the command has been running for a moment, and again after each line until it ends."},
		{Name: "%with_password", Group: group, run: runInputs, Short: "Let the next ! command read a password",
			Long: "You are asked once, and what you enter is not shown."},
		{Name: "%%bash", Args: "[ARGUMENT…]", Group: group, run: runShellScript, Form: cell.WithText, Short: "Run the cell in bash"},
		{Name: "%%sh", Args: "[ARGUMENT…]", Group: group, run: runShellScript, Form: cell.WithText, Short: "Run the cell in sh"},
		{Name: "%%script", Args: "PROGRAM [ARGUMENT…]", Group: group, run: runScript, Form: cell.WithText, Short: "Give the text of the cell to a program, as its standard input"},
	}
}

func fileCommands() []Command {
	const group = "Files"
	return []Command{
		{Name: "%%writefile", Args: "[-a] FILE", Group: group, run: runWriteFile, Form: cell.WithText, Short: "Write the text of the cell into a file",
			Long: "With `-a` it is added to what is there. `~` and `$NAME` in the name mean what they mean in a shell."},
		{Name: "%capture", Args: "[-a] FILE", Group: group, run: runCapture, Short: "Write what the cell shows into a file, too",
			Long: "With `-a` it is added to what is there. Of what is displayed, the text goes into the file."},
	}
}

func definitionCommands() []Command {
	const group = "Definitions"
	return []Command{
		{Name: "%ls", Also: []string{"%list"}, Group: group, run: runList, Short: "List what the cells have defined, with the cell that did"},
		{Name: "%who", Group: group, run: runWho, Short: "Name the variables"},
		{Name: "%rm", Also: []string{"%remove"}, Args: "NAME…", Group: group, run: runRemove, Short: "Forget definitions",
			Long: "A method is written `Type.Method` or `Type~Method`; a type takes its methods along."},
		{Name: "%reset", Args: "[go.mod]", Group: group, run: runReset, Short: "Forget everything that was defined, and which modules were added",
			Long: "The process that runs the cells is started anew. With `go.mod` only the modules are forgotten: what was imported already stays."},
	}
}

func surroundingCommands() []Command {
	const group = "Surroundings"
	return []Command{
		{Name: "%cd", Args: "[FOLDER]", Group: group, run: runCd, Short: "Change the working directory, or show it"},
		{Name: "%env", Args: "[NAME VALUE | NAME=VALUE | NAME]", Group: group, run: runEnv, Short: "Set an environment variable, or show one or all",
			Long: "It is set for cells, for shell commands and for Go's tools."},
	}
}

func wordCommands() []Command {
	const group = "Help, and for notebooks of GoNB"
	return []Command{
		{Name: "%help", Args: "[NAME]", Group: group, run: runHelp, Short: "List the commands, or tell more about one"},
		{Name: "%version", Group: group, run: runVersion, Short: "Show the version of nabla and of Go"},
		{Name: "%autoget", Group: group, run: runWord, Short: "Nothing: missing modules are always fetched",
			Long: "Modules that a cell imports are always fetched when they are missing."},
		{Name: "%noautoget", Group: group, run: runWord, Short: "Nothing: modules are fetched only when they are missing",
			Long: "Modules are fetched only when a cell imports one that is missing. To stay offline, set %env GOPROXY=off."},
		{Name: "%track", Args: "[FOLDER]", Group: group, run: runWord, Short: "Nothing: there are no files to be tracked",
			Long: "There is nothing to be tracked: what cells import is found without it."},
		{Name: "%untrack", Args: "[FOLDER]", Group: group, run: runWord, Short: "Nothing: there are no files to be tracked",
			Long: "There is nothing to be tracked: what cells import is found without it."},
		{Name: "%widgets", Also: []string{"%widgets_hb"}, Group: group, run: runWord, Short: "Nothing: widgets need no preparation",
			Long: "Widgets need no preparation: what a program needs is set up when it uses them."},
	}
}
