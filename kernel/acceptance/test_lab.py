"""The installed kernel in JupyterLab, in a headless Chromium: what a user sees and does."""

import os
import shutil
import tempfile
import unittest
from pathlib import Path

import nbformat

from client import eventually
from lab import Lab, Server
from test_notebooks import NAMES, NOTEBOOKS, failures

SCREENSHOTS = os.environ.get("NABLA_TEST_SCREENSHOTS") or Path(tempfile.gettempdir()) / "nabla-screenshots"


class JupyterLab(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temp = tempfile.TemporaryDirectory(prefix="nabla été ")
        cls.addClassCleanup(cls.temp.cleanup)
        cls.folder = Path(cls.temp.name)
        for name in NAMES:
            shutil.copy(NOTEBOOKS / f"{name}.ipynb", cls.folder)
        cls.server = Server(cls.folder)
        cls.addClassCleanup(cls.server.stop)
        cls.lab = Lab(cls.server, SCREENSHOTS)
        cls.addClassCleanup(cls.lab.close)

    def new_notebook(self):
        lab = self.lab
        lab.open()
        card = lab.page.locator('.jp-LauncherCard[data-category="Notebook"]', has_text="Go (nabla)")
        card.locator("img, svg").first.wait_for()
        lab.screenshot("launcher")
        card.click()
        lab.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        lab.wait_for_kernel()

    def test_1_launcher_and_cells(self):
        lab = self.lab
        self.new_notebook()
        with self.subTest("a variable and its use"):
            lab.run("x := 3")
            self.assertEqual(lab.run("x * x")["text"], "9")
        with self.subTest("Go is coloured"):
            lab.run("func square(x float64) float64 { return x * x }")
            self.assertGreater(lab.page.locator(".jp-CodeCell .cm-line span").count(), 0)
        with self.subTest("a matrix is typeset"):
            cell = lab.run("mat.NewDense(2, 2, []float64{1, 2, 3, 4})")
            self.assertGreaterEqual(cell["formulas"], 1, cell)
        with self.subTest("a plot is drawn"):
            cell = lab.run("p := plot.New()\np.Add(plotter.NewFunction(math.Sin))\np")
            self.assertGreaterEqual(cell["pictures"], 1, cell)
        with self.subTest("an error can be read"):
            cell = lab.run("var y int = nothing")
            self.assertIn("undefined: nothing", cell["text"])
            self.assertNotIn("\x1b", cell["text"])
        lab.screenshot("cells")
        with self.subTest("a loop is interrupted, and the variables stay"):
            lab.type_cell("for {\n}")
            lab.page.wait_for_timeout(1000)
            number = len(lab.cells()) - 2  # running the last cell has made a new one
            self.assertEqual(lab.cells()[number]["prompt"], "[*]:")
            lab.menu("Kernel", "kernelmenu:interrupt")
            lab.finished(number)
            self.assertEqual(lab.run("x")["text"], "3")
        lab.screenshot("interrupted")
        with self.subTest("a question is answered"):
            number = lab.type_cell('name, err := display.Input("Your name: ")\n"Hello, " + name')
            box = lab.page.locator(".jp-Stdin-input")
            box.wait_for(timeout=20000)
            box.fill("Sofja")
            lab.screenshot("input")
            box.press("Enter")
            self.assertIn("Hello, Sofja", lab.finished(number)["text"])

    def test_2_tab_and_shift_tab(self):
        lab = self.lab
        self.new_notebook()
        lab.run("// A Point is a place.\ntype Point struct{ X, Y float64 }")
        lab.run("点 := &Point{1, 2}")
        running = lab.type_cell("for {\n}")
        lab.screenshot("while-a-cell-runs")
        with self.subTest("Tab proposes members, while a cell runs"):
            proposed = lab.complete('s := "🙂"; 点.')
            lab.screenshot("tab")
            self.assertEqual([name for name, kind in proposed], ["X", "Y"])
        with self.subTest("Tab proposes what is in a package that is not imported yet"):
            self.assertIn(("Hypot", "function"), lab.complete("math.H"))
        with self.subTest("what is proposed can be taken"):
            self.assertEqual(lab.complete("strings.EqualF"), [("EqualFold", "function")])
            lab.page.keyboard.press("Enter")
            self.assertTrue(lab.poll(lambda: lab.cells()[-1]["source"] == "strings.EqualFold", 30), lab.cells()[-1])
        with self.subTest("Tab proposes commands"):
            self.assertIn("%whos", [name for name, kind in lab.complete("%who")])
        with self.subTest("Shift+Tab shows a type and a value"):
            text = lab.inspect("点")
            lab.screenshot("shift-tab")
            self.assertIn("var 点 *Point", text)
            self.assertIn("X: 1, Y: 2", text)
        with self.subTest("Shift+Tab in a call shows the function"):
            text = lab.inspect("math.Hypot(1, ")
            lab.screenshot("shift-tab-in-a-call")
            self.assertIn("func math.Hypot(p, q float64) float64", text.replace("p float64, q", "p, q"))
            self.assertIn("Special cases are", text)
        lab.menu("Kernel", "kernelmenu:interrupt")
        lab.finished(running)
        with self.subTest("a cell is formatted in its place"):
            lab.write("%%fmt\nz:=1\nfunc half(x float64)float64{return x/2}")
            lab.page.keyboard.press("Control+Enter")
            formatted = "z := 1\nfunc half(x float64) float64 { return x / 2 }"
            self.assertTrue(lab.poll(lambda: formatted in [cell["source"] for cell in lab.cells()], 30), lab.cells())

    def test_3_notebooks(self):
        for name in NAMES:
            with self.subTest(name):
                self.run_notebook(name)

    def run_notebook(self, name):
        file = self.folder / f"{name}.ipynb"
        self.lab.open(file.name)
        cells = self.lab.run_all()
        self.lab.photograph(name)
        self.assertEqual([cell for cell in cells if cell["source"] and not cell["prompt"].strip("[]: ")], [])
        self.assertGreater(sum(cell["formulas"] for cell in cells), 0, "no formula was typeset")
        self.assertGreater(sum(cell["pictures"] for cell in cells), 0, "no picture was drawn")
        self.assertEqual(sum(cell["broken"] + cell["untypeset"] for cell in cells), 0)
        self.assertEqual(failures(self.save(file)), [])

    def save(self, file):
        """File > Save; gives what is then in the file, which is not written in one go."""
        before = file.stat().st_mtime_ns
        self.lab.menu("File", "docmanager:save")

        def written():
            try:
                return file.stat().st_mtime_ns != before and nbformat.read(file, as_version=4)
            except nbformat.reader.NotJSONError:
                return None
        saved = eventually(written)
        self.assertTrue(saved, "File > Save wrote nothing")
        return saved



if __name__ == "__main__":
    unittest.main(verbosity=2)
