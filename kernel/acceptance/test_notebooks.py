"""The tutorial notebooks through nbconvert with the installed kernel.

    python test_notebooks.py             checks that every cell runs and says what it says in the committed notebook
    python test_notebooks.py --update    puts what the cells say now into the notebooks of the checkout
"""

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
NAMES = ("01-gradient-and-jacobian", "05-minimum-or-saddle")


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
    """What a code cell has to say, without pictures and markup."""
    return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]


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
        for name in NAMES:
            with self.subTest(name):
                executed = self.executed(name)
                self.assertEqual(failures(executed), [])
                committed = nbformat.read(self.folder / f"{name}.ipynb", as_version=4)
                for number, (cell, before) in enumerate(zip(executed.cells, committed.cells, strict=True)):
                    if cell.cell_type == "code":
                        self.assertEqual(texts(cell), texts(before), f"cell {number} says something else than in the committed notebook; "
                                         "if that is meant, install and run: test_notebooks.py --update")
                mimes = {mime for cell in executed.cells for output in cell.get("outputs", []) for mime in output.get("data", {})}
                self.assertIn("text/latex", mimes)
                self.assertIn("image/svg+xml", mimes)

    def test_html(self):
        converted = convert(self.folder, NAMES[1], "html")
        self.assertEqual(converted.returncode, 0, converted.stderr[-4000:])
        page = (self.folder / f"{NAMES[1]}-executed.html").read_text()
        self.assertIn("data:image/", page)
        self.assertIn(r"\begin{", page)


def update():
    """Put the outputs of cells that say something new into the notebooks; the others keep their pictures."""
    for name in NAMES:
        file = NOTEBOOKS / f"{name}.ipynb"
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(file, folder)
            convert(folder, name, "notebook").check_returncode()
            executed = nbformat.read(Path(folder) / f"{name}-executed.ipynb", as_version=4)
        notebook = nbformat.read(file, as_version=4)
        for cell, new in zip(notebook.cells, executed.cells, strict=True):
            if cell.cell_type == "code" and texts(cell) != texts(new):
                cell.outputs = new.outputs
        nbformat.write(notebook, file)


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main(verbosity=2)
