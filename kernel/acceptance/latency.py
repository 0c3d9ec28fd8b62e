"""Seconds from request to idle, side by side: nabla, GoNB and ipykernel, measured through jupyter_client.

    python latency.py [--runs N] [--cells N] [--write FILE] [--gonb FOLDER]

The kernels take turns, cell by cell, so that whatever else the machine does
falls on all of them. No cell has the same text twice, so that no cache of cell
texts helps. --gonb names the folder with gonb, goimports and gopls; without it
GoNB is built from the Go module proxy into a temporary folder. numpy and
matplotlib are what ipykernel's cells use beside gonum's mat and plot.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from client import Kernel

GONB_VERSION, GOPLS_VERSION = "v0.11.3", "v0.23.0"

# A plot of a matrix' entries: the same work in each language. N is another number each time.
PLOT_GO = """{imports}
{main}
a{n} := mat.NewDense(3, 3, []float64{{4, 1, 0, 1, 3, 1, 0, 1, {n}}})
var inv{n} mat.Dense
inv{n}.Inverse(a{n})
line{n}, _ := plotter.NewLine(plotter.XYs{{{{X: 0, Y: inv{n}.At(0, 0)}}, {{X: 1, Y: inv{n}.At(1, 1)}}, {{X: 2, Y: {n}}}}})
p{n} := plot.New()
p{n}.Add(line{n})
{show}"""

IMPORTS = """import (
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"{more}
)"""

GONB_SHOW = """w{n}, _ := p{n}.WriterTo(16*vg.Centimeter, 10*vg.Centimeter, "svg")
var b{n} bytes.Buffer
w{n}.WriteTo(&b{n})
gonbui.DisplaySvg(b{n}.String())"""

PLOT_PYTHON = """import numpy as np, matplotlib.pyplot as plt
a = np.array([[4, 1, 0], [1, 3, 1], [0, 1, {n}.0]])
inv = np.linalg.inv(a)
plt.plot([0, 1, 2], [inv[0, 0], inv[1, 1], {n}])
plt.show()"""


def nabla(kind, n):
    if kind == "plot":
        return PLOT_GO.format(imports=IMPORTS.format(more=""), main="", show=f"p{n}", n=n)
    return {"trivial": f"1 + {n}", "light": f"s{n} := 0.0\nfor i := range {n} {{\n\ts{n} += math.Sqrt(float64(i))\n}}\nfmt.Println(s{n})"}[kind]


def gonb(kind, n):
    if kind == "plot":
        more = '\n\t"gonum.org/v1/plot/vg"\n\t"bytes"\n\t"github.com/janpfeifer/gonb/gonbui"'
        return PLOT_GO.format(imports=IMPORTS.format(more=more), main="%%", show=GONB_SHOW.format(n=n), n=n)
    light = f"s := 0.0\nfor i := range {n} {{\n\ts += math.Sqrt(float64(i))\n}}\nfmt.Println(s)"
    return "%%\n" + {"trivial": f"fmt.Println(1 + {n})", "light": light}[kind]


def python(kind, n):
    return {"trivial": f"1 + {n}", "light": f"import math\nprint(sum(math.sqrt(i) for i in range({n})))",
            "plot": PLOT_PYTHON.format(n=n)}[kind]


# What a kernel is given before the clock runs. GoNB would ask for the newest
# version of every module within the first cell that imports it.
PREPARE = {"gonb": f"!*go get github.com/janpfeifer/gonb@{GONB_VERSION} gonum.org/v1/gonum@v0.17.0 gonum.org/v1/plot@v0.17.0"}

KERNELS = {"nabla": nabla, "gonb": gonb, "python3": python}
TITLES = {"nabla": "nabla", "gonb": f"GoNB {GONB_VERSION}", "python3": "ipykernel"}


class Measurement:
    """One kernel under measurement: its running process and the seconds of every row of the table."""

    def __init__(self, name, folder):
        self.name, self.cell = name, KERNELS[name]
        self.rows, self.phases = {}, {}  # seconds by row; by row and phase
        self.kernel = Kernel(name, cwd=folder)
        self.note("start, until it answers", self.kernel.start_seconds)
        if name in PREPARE:
            self.kernel.run(PREPARE[name])

    def note(self, row, seconds):
        self.rows.setdefault(row, []).append(seconds)

    def run(self, row, kind, n):
        ran = self.kernel.run(self.cell(kind, n))
        if ran.status != "ok":
            raise RuntimeError(f"{self.name}, {row}: {ran.error or ran.stderr}")
        if not row:
            return
        self.note(row, ran.seconds)
        for phase, seconds in ran.phases.items():
            self.phases.setdefault(row, {}).setdefault(phase, []).append(seconds)


def measure(names, runs, cells):
    """All rows for all kernels: each row once to warm up what is slow the first time, then runs times."""
    with tempfile.TemporaryDirectory() as folder:
        all = [Measurement(name, folder) for name in names]
        try:
            number = 100
            def turn(row, kind, times=1):
                nonlocal number
                for _ in range(times):
                    number += 1
                    for m in all:
                        m.run(row, kind, number)
            turn("first cell of the session", "trivial")
            turn("trivial cell", "trivial", runs)
            turn("first use of gonum/mat and gonum/plot", "plot")
            turn("gonum/mat and gonum/plot", "plot", runs)
            turn("light cell after it", "light", runs)
            if cells:
                for m in all:
                    for i in range(cells):
                        m.run(None, "light", number + i + 1)
                number += cells
                turn(f"trivial cell, after {cells} cells", "trivial", runs)
                turn(f"gonum/mat and gonum/plot, after {cells} cells", "plot", runs)
                turn(f"light cell, after {cells} cells", "light", runs)
            return all
        finally:
            for m in all:
                m.kernel.close()


def table(measured):
    """The medians in Markdown, with the ratios that the goals are about."""
    median = {m.name: {row: statistics.median(times) for row, times in m.rows.items()} for m in measured}
    rivals = [name for name in median if name != "nabla" and "nabla" in median]
    heads = [TITLES[name] for name in median] + [f"nabla / {TITLES[name]}" for name in rivals]
    lines = ["| | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
    for row in measured[0].rows:
        figures = [f"{median[name][row]:.4f}" for name in median] + [f"{median['nabla'][row] / median[name][row]:.2f}" for name in rivals]
        lines.append(f"| {row} | " + " | ".join(figures) + " |")
    return "\n".join(lines)


def phases(measurement):
    """Where the time goes in one kernel, by its own count, in Markdown; the rest is the protocol and the client."""
    names = list(dict.fromkeys(phase for row in measurement.phases.values() for phase in row))
    lines = ["| milliseconds | " + " | ".join(names) + " | rest |", "|---|" + "---:|" * (len(names) + 1)]
    for row, spent in measurement.phases.items():
        medians = [statistics.median(spent[name]) if name in spent else 0 for name in names]
        rest = statistics.median(measurement.rows[row]) - sum(medians)
        lines.append(f"| {row} | " + " | ".join(f"{1000 * s:.2f}" for s in [*medians, rest]) + " |")
    return "\n".join(lines)


def build_gonb(folder):
    """Build GoNB and the tools it starts."""
    folder = Path(folder)
    (folder / "go.mod").write_text(
        f"module bench\n\ngo 1.26.0\n\nrequire (\n\tgithub.com/janpfeifer/gonb {GONB_VERSION}\n\tgolang.org/x/tools/gopls {GOPLS_VERSION}\n)\n\n"
        "tool (\n\tgithub.com/janpfeifer/gonb\n\tgolang.org/x/tools/cmd/goimports\n\tgolang.org/x/tools/gopls\n)\n")
    for arguments in (["mod", "tidy"], ["build", "-o", "bin/", "tool"]):
        subprocess.run(["go", *arguments], cwd=folder, check=True, env=dict(os.environ, CGO_ENABLED="0"))
    return folder / "bin"


def install_gonb(programs, jupyter):
    """Put GoNB on PATH and make it known to the Jupyter of this process only."""
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(jupyter), os.environ.get("JUPYTER_PATH")]))
    subprocess.run(["gonb", "--install"], check=True, capture_output=True, env=dict(os.environ, JUPYTER_DATA_DIR=str(jupyter)))


def setting():
    """What the figures were taken on."""
    model = next((line.partition(":")[2].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    go = subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True).stdout.strip()
    return f"{os.cpu_count()} cores ({model}), {go}, Python {platform.python_version()}, ipykernel {version('ipykernel')}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="how often each cell is run; the table has the median")
    parser.add_argument("--cells", type=int, default=1000, help="how many cells run before the second half of the table; 0 for none")
    parser.add_argument("--gonb", metavar="FOLDER", help="where gonb, goimports and gopls are")
    parser.add_argument("--kernels", default=",".join(KERNELS), help="which kernels, separated by commas")
    parser.add_argument("--write", metavar="FILE", help="put the table between the markers in this file")
    options = parser.parse_args()
    names = options.kernels.split(",")
    with tempfile.TemporaryDirectory(prefix="gonb-") as temp:
        if "gonb" in names:
            install_gonb(options.gonb or build_gonb(temp), Path(temp) / "jupyter")
        measured = measure(names, options.runs, options.cells)
    text = f"{setting()}; median of {options.runs}; seconds.\n\n{table(measured)}\n"
    for m in measured:
        if m.phases:
            text += f"\nWhere the time goes in {TITLES[m.name]}:\n\n{phases(m)}\n"
    print(text)
    if options.write:
        begin, end = "<!-- latency.py writes below -->\n", "<!-- latency.py writes above -->"
        file = Path(options.write)
        before, _, rest = file.read_text().partition(begin)
        _, _, after = rest.partition(end)
        file.write_text(before + begin + "\n" + text + "\n" + end + after)


if __name__ == "__main__":
    sys.exit(main())
