package command

import (
	"slices"

	"github.com/gonabla/nabla/kernel/session/cell"
)

// table holds all commands. It is made by init, because help refers to it.
var table []Command

func init() {
	table = slices.Concat(programCommands(), measureCommands(), shellCommands(), fileCommands(), definitionCommands(), pastCommands(), markupCommands(), surroundingCommands(), moduleCommands(), wordCommands())
}

func shellCommands() []Command {
	const group = "Shell"
	return []Command{
		{Name: "!", Args: "COMMAND", Group: group, Takes: File, run: runShell, Short: "Run a command in bash",
			Long: "It runs in the working directory of the cells. Its output is shown while it is made; an interrupt ends it with all that it has started; an exit status other than 0 is an error of the cell. " +
				"It cannot read input, unless `%with_inputs` or `%with_password` stands above it. A value that begins with `!` has to be written as `(!ok)`."},
		{Name: "!*", Args: "COMMAND", Group: group, Takes: File, run: runShell, Short: "Run a command in bash where the session's go.mod is"},
		{Name: "%with_inputs", Group: group, run: runInputs, Short: "Let the next ! command read what you enter",
			Long: "You are asked for a line when the command has been running for a moment, and again after each line until it ends."},
		{Name: "%with_password", Group: group, run: runInputs, Short: "Let the next ! command read a password",
			Long: "You are asked once, and what you enter is not shown."},
		{Name: "%%bash", Args: "[ARGUMENT…]", Group: group, run: runShellScript, Form: cell.WithText, Short: "Run the cell in bash"},
		{Name: "%%sh", Args: "[ARGUMENT…]", Group: group, run: runShellScript, Form: cell.WithText, Short: "Run the cell in sh"},
		{Name: "%%script", Args: "PROGRAM [ARGUMENT…]", Group: group, Takes: File, run: runScript, Form: cell.WithText, Short: "Give the text of the cell to a program, as its standard input"},
	}
}

func fileCommands() []Command {
	const group = "Files"
	return []Command{
		{Name: "%%writefile", Args: "[-a] FILE", Group: group, Takes: File, run: runWriteFile, Form: cell.WithText, Short: "Write the text of the cell into a file",
			Long: "With `-a` it is added to what is there. `~` and `$NAME` in the name mean what they mean in a shell."},
		{Name: "%capture", Args: "[-a] FILE", Group: group, Takes: File, run: runCapture, Short: "Write what the cell shows into a file, too",
			Long: "With `-a` it is added to what is there. Of what is displayed, the text goes into the file."},
	}
}

func definitionCommands() []Command {
	const group = "Definitions"
	return []Command{
		{Name: "%ls", Also: []string{"%list"}, Group: group, run: runList, Short: "List what the cells have defined, with the cell that did"},
		{Name: "%who", Group: group, run: runWho, Short: "Name the variables"},
		{Name: "%whos", Group: group, run: runWhos, Short: "Show the variables with their types, sizes, values and cells",
			Long: "The size of a variable is the memory that it takes with all that only pointers lead to."},
		{Name: "%doc", Args: "NAME", Group: group, Takes: Defined, run: runDoc, Short: "Show what is known about a name, as in %doc strings.Cut",
			Long: "Of what the cells have defined it shows the comment above it, of packages and what is in them what `go doc` says."},
		{Name: "%src", Args: "NAME", Group: group, Takes: Defined, run: runSrc, Short: "Show the source of a name"},
		{Name: "%rm", Also: []string{"%remove"}, Args: "NAME…", Group: group, Takes: Defined, run: runRemove, Short: "Forget definitions",
			Long: "A method is written `Type.Method` or `Type~Method`; a type takes its methods along."},
		{Name: "%reset", Args: "[go.mod]", Group: group, run: runReset, Short: "Forget everything that was defined, and which modules were added",
			Long: "The process that runs the cells is started anew. With `go.mod` only the modules are forgotten: what was imported already stays."},
	}
}

func programCommands() []Command {
	const group = "Programs and tests"
	return []Command{
		{Name: "%%", Also: []string{"%main"}, Args: "[ARGUMENT…]", Group: group, run: runMain, Short: "Run what stands below with these arguments",
			Long: "`os.Args` has the arguments until the cell ends, and `flag.Parse` is called in the place of the command. Cells need it for nothing else: statements just run."},
		{Name: "%args", Args: "[ARGUMENT…]", Group: group, run: runArgs, Short: "Set os.Args until the cell ends"},
		{Name: "%exec", Args: "FUNCTION [ARGUMENT…]", Group: group, Takes: Defined, run: runExec, Short: "Call flag.Parse and a function when the cell has run, with these arguments"},
		{Name: "%wasm", Group: group, run: runWasm, Short: "Run the cell in the browser, compiled to WebAssembly",
			Long: "The cell becomes a program with what it uses of earlier cells, whose variables begin with the values that their cells declare; what the cell defines is its own. " +
				"`GonbWasmDivId` names the element of the page that is the program's. Files that `GonbWasmDir` (`$GONB_WASM_DIR`) holds are served as `GonbWasmUrl` (`$GONB_WASM_URL`). " +
				"What the program prints goes to the browser's console. The first such cell takes a while: the standard library is compiled for it."},
		{Name: "%test", Args: "[FLAG…]", Group: group, run: runTest, Short: "Run the tests and benchmarks of the cell",
			Long: "Flags are those of `go test`, as in `%test -run=Parse -count=2`; with `-run` or `-bench`, or in a cell without tests, those of earlier cells run, too. What a test prints and how it ends is shown as by `go test -v`."},
	}
}

func measureCommands() []Command {
	const group = "Measuring"
	return []Command{
		{Name: "%time", Args: "STATEMENT", Group: group, run: runTime, Form: cell.WithGo, Short: "Show the time and the allocations of one statement",
			Long: "What counts is what all goroutines of the session use while it runs; compiling does not."},
		{Name: "%%time", Group: group, run: runTimeCell, Short: "Show the time and the allocations of the cell",
			Long: "What counts is what all goroutines of the session use while it runs; compiling does not."},
		{Name: "%%bench", Args: "[-n ROUNDS]", Group: group, run: runBench, Short: "Run the cell again and again, and show how long it takes",
			Long: "Each round takes 0.1 s or more. Shown is the median of what one run of the cell takes, with the 95 % interval of this median, and what one run allocates. Variables that the cell declares are its own."},
	}
}

func pastCommands() []Command {
	const group = "Text of cells"
	return []Command{
		{Name: "%history", Args: "[NUMBER]", Group: group, run: runHistory, Short: "Show the cells that were run, or the last ones"},
		{Name: "%%fmt", Group: group, run: runFormat, Form: cell.WithText, Short: "Format the cell as gofmt does, instead of running it",
			Long: "The text of the cell is replaced, and the command is gone. Other commands in the cell stay as they are."},
		{Name: "%%vet", Group: group, run: runVet, Short: "Check the cell as go vet does, instead of running it",
			Long: "Shown are all errors of the compiler, and what gopls, if it is installed, finds suspicious."},
		{Name: "%load", Args: "FILE", Group: group, Takes: File, run: runLoad, Short: "Put the text of a file into a new cell"},
		{Name: "%save", Args: "FILE.go | FOLDER", Group: group, Takes: File, run: runSave, Short: "Write the cells that have run as a program that builds",
			Long: "A folder gets a `go.mod`, with which the program builds wherever Go is; a single file does so if it imports the standard library only."},
	}
}

func markupCommands() []Command {
	const group = "Markup"
	return []Command{
		{Name: "%%html", Group: group, run: runMarkup, Form: cell.WithText, Short: "Display the text of the cell as HTML"},
		{Name: "%%markdown", Group: group, run: runMarkup, Form: cell.WithText, Short: "Display the text of the cell as Markdown"},
		{Name: "%%latex", Group: group, run: runMarkup, Form: cell.WithText, Short: "Display the text of the cell as LaTeX"},
	}
}

func surroundingCommands() []Command {
	const group = "Surroundings"
	return []Command{
		{Name: "%cd", Args: "[FOLDER]", Group: group, Takes: Folder, run: runCd, Short: "Change the working directory, or show it"},
		{Name: "%env", Args: "[NAME VALUE | NAME=VALUE | NAME]", Group: group, Takes: Variable, run: runEnv, Short: "Set an environment variable, or show one or all",
			Long: "It is set for cells, for shell commands and for Go's tools."},
		{Name: "%limit", Args: "[memory | snapshot | snapshot-time [LIMIT | off | default]]", Group: group, run: runLimit, Short: "Set or show what cells may use, as in %limit memory 4GB",
			Long: "A cell that wants more memory is ended with an error, and the variables stay; `default` means most of what is free. " +
				"`snapshot` is how much is saved of the variables between cells, for when the process that holds them dies: `%limit snapshot 500MB`, `%limit snapshot off`. `snapshot-time` is how long this may take: `%limit snapshot-time 2s`."},
	}
}

func moduleCommands() []Command {
	const group = "Modules"
	return []Command{
		{Name: "%get", Args: "MODULE[@VERSION]…", Group: group, run: runGet, Short: "Fetch modules or change their versions, as go get does",
			Long: "Without it a cell that imports a package of a new module fetches the newest version. What is fetched stays at its version for the session: `%mod` shows it."},
		{Name: "%mod", Args: "[all | save | replace MODULE FOLDER | drop MODULE]", Group: group, run: runMod, Short: "Show the session's go.mod, or have a folder in the place of a module",
			Long: "Shown is what this session has and not every one, or `all`. `save` writes it into `notebook.mod` beside the notebook, with which its sessions begin, here and elsewhere; text like that under `nabla.mod` in the notebook's metadata counts before it. `replace` puts a folder in the place of a module, `drop` takes the module again. The file itself is changed by the go command, as in `!*go mod edit -exclude=example.com/module@v1.0.0`; `%reset go.mod` makes it new."},
		{Name: "%restart", Group: group, run: runRestart, Short: "Load packages anew that have changed since they were loaded, and keep variables that are plain data",
			Long: "The process that runs the cells is started anew. Types and functions stay, and so do variables that are plain data; a table says which. Goroutines of cells end. " +
				"It is for packages that were edited, and for modules of which another version was asked for: a package that is loaded stays as it is until then."},
		{Name: "%goflags", Args: "[FLAG…]", Group: group, run: runGoFlags, Short: "Set or show flags of go build",
			Long: "`-tags` counts for packages that are compiled from now on. Other flags that cannot change what a cell does are accepted and do nothing; those that could are refused. `%goflags \"\"` clears them."},
		{Name: "%goworkfix", Group: group, run: runGoWorkFix, Short: "Use the modules of the go.work file here or above",
			Long: "Each module that `go.work` uses is replaced by its folder in the session's go.mod. A package that was imported already stays as it is."},
	}
}

func wordCommands() []Command {
	const group = "Help, and for notebooks of GoNB"
	return []Command{
		{Name: "%help", Args: "[NAME]", Group: group, Takes: CommandName, run: runHelp, Short: "List the commands, or tell more about one"},
		{Name: "%version", Group: group, run: runVersion, Short: "Show the version of nabla and of Go"},
		{Name: "%autoget", Group: group, run: runWord, Short: "Nothing: missing modules are always fetched",
			Long: "Modules that a cell imports are always fetched when they are missing."},
		{Name: "%noautoget", Group: group, run: runWord, Short: "Nothing: modules are fetched only when they are missing",
			Long: "Modules are fetched only when a cell imports one that is missing. To stay offline, set %env GOPROXY=off."},
		{Name: "%track", Args: "[FOLDER]", Group: group, Takes: Folder, run: runWord, Short: "Nothing: there are no files to be tracked",
			Long: "There is nothing to be tracked: what cells import is found without it."},
		{Name: "%untrack", Args: "[FOLDER]", Group: group, Takes: Folder, run: runWord, Short: "Nothing: there are no files to be tracked",
			Long: "There is nothing to be tracked: what cells import is found without it."},
		{Name: "%%gx", Args: "[ARGUMENT…]", Group: group, run: runGX, Form: cell.WithText, Short: "Not supported: GX is another language",
			Long: "GoNB, too, runs cells in GX only where it was built for that."},
		{Name: "%widgets", Also: []string{"%widgets_hb"}, Group: group, run: runWord, Short: "Nothing: widgets need no preparation",
			Long: "Widgets need no preparation: what a program needs is set up when it uses them."},
	}
}
