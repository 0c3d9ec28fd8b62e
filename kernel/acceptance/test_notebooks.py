"""The tutorial notebooks through nbconvert with the installed kernel."""

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

    def convert(self, name, to):
        done = subprocess.run(
            [sys.executable, "-m", "jupyter", "nbconvert", "--execute", "--to", to, f"--ExecutePreprocessor.kernel_name={KERNEL}",
             "--output", f"{name}-executed", f"{name}.ipynb"],
            cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[-4000:])
        return self.folder / f"{name}-executed.{'ipynb' if to == 'notebook' else to}"

    def test_every_cell_runs(self):
        for name in NAMES:
            with self.subTest(name):
                executed = nbformat.read(self.convert(name, "notebook"), as_version=4)
                self.assertEqual(failures(executed), [])
                committed = nbformat.read(self.folder / f"{name}.ipynb", as_version=4)
                for number, (cell, before) in enumerate(zip(executed.cells, committed.cells, strict=True)):
                    if cell.cell_type == "code":
                        self.assertEqual(texts(cell), texts(before), f"cell {number} says something else than the committed notebook")
                mimes = {mime for cell in executed.cells for output in cell.get("outputs", []) for mime in output.get("data", {})}
                self.assertIn("text/latex", mimes)
                self.assertIn("image/svg+xml", mimes)

    def test_html(self):
        page = self.convert(NAMES[1], "html").read_text()
        self.assertIn("data:image/", page)
        self.assertIn(r"\begin{", page)


if __name__ == "__main__":
    unittest.main(verbosity=2)
