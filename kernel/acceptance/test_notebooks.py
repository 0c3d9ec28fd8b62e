"""The tutorial notebooks through nbconvert with the installed kernel: every cell runs and says what it says in the committed one."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nbformat

from client import KERNEL

NOTEBOOKS = Path(os.environ.get("NABLA_TEST_NOTEBOOKS") or Path(__file__).parents[2] / "notebooks")
NAMES = sorted(file.stem for file in NOTEBOOKS.glob("*.ipynb"))


def convert(folder, name, to):
    """Execute a notebook into NAME-executed.html or .ipynb beside it."""
    return subprocess.run(
        [sys.executable, "-m", "jupyter", "nbconvert", "--execute", "--to", to, f"--ExecutePreprocessor.kernel_name={KERNEL}",
         "--output", f"{name}-executed", f"{name}.ipynb"],
        cwd=folder, capture_output=True, text=True)


def failures(notebook):
    """What is wrong in an executed notebook: cells that did not run, errors nobody asked for."""
    wrong = []
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if cell.execution_count is None:
            wrong.append(f"cell {number} did not run")
        meant = "raises-exception" in cell.metadata.get("tags", [])
        if not meant and any(output.output_type == "error" for output in cell.outputs):
            wrong.append(f"cell {number} failed")
    return wrong


def texts(cell):
    """What a code cell has to say, without pictures and markup. What it prints comes in as many pieces as it takes time."""
    said, stream = [], None
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == stream:
            said[-1] += output.text
        else:
            said.append(output.get("text") or output.get("data", {}).get("text/plain", ""))
        stream = output.get("name")
    return said


class Notebooks(unittest.TestCase):
    def setUp(self):
        temp = tempfile.TemporaryDirectory(prefix="les cahiers ")
        self.addCleanup(temp.cleanup)
        self.folder = Path(temp.name) / "notebooks"
        shutil.copytree(NOTEBOOKS, self.folder)

    def executed(self, name):
        converted = convert(self.folder, name, "notebook")
        self.assertEqual(converted.returncode, 0, converted.stderr[-4000:])
        return nbformat.read(self.folder / f"{name}-executed.ipynb", as_version=4)

    def test_every_cell_runs(self):
        mimes = set()
        for name in NAMES:
            with self.subTest(name):
                executed = self.executed(name)
                self.assertEqual(failures(executed), [])
                committed = nbformat.read(self.folder / f"{name}.ipynb", as_version=4)
                for number, (cell, before) in enumerate(zip(executed.cells, committed.cells, strict=True)):
                    if cell.cell_type == "code" and "varies" not in cell.metadata.get("tags", []):
                        self.assertEqual(texts(cell), texts(before), f"cell {number} says something else than in the committed notebook; "
                                         "if that is meant: go test ./notebooks -update")
                mimes |= {mime for cell in executed.cells for output in cell.get("outputs", []) for mime in output.get("data", {})}
        self.assertLessEqual({"text/latex", "text/html", "text/markdown", "image/svg+xml", "image/png"}, mimes)

    def test_html(self):
        name = NAMES[1]
        converted = convert(self.folder, name, "html")
        self.assertEqual(converted.returncode, 0, converted.stderr[-4000:])
        page = (self.folder / f"{name}-executed.html").read_text()
        self.assertIn("data:image/", page)
        self.assertIn(r"\begin{", page)


if __name__ == "__main__":
    unittest.main(verbosity=2)
