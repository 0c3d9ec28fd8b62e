"""The installed kernel in JupyterLab, in a headless Chromium: what a user sees and does."""

import os
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import nbformat

from client import eventually
from gateway import Gateway
from lab import Lab, Server
from schema import setUpModule, tearDownModule  # both for unittest
from test_notebooks import NAMES, NOTEBOOKS, failures

SCREENSHOTS = os.environ.get("NABLA_TEST_SCREENSHOTS") or Path(tempfile.gettempdir()) / "nabla-screenshots"


class InLab(unittest.TestCase):
    """What tests in JupyterLab share: a server, and a page of it."""

    @classmethod
    def start(cls, *options):
        temp = tempfile.TemporaryDirectory(prefix="nabla été ")
        cls.addClassCleanup(temp.cleanup)
        cls.folder = Path(temp.name)
        cls.server = Server(cls.folder, *options)
        cls.addClassCleanup(cls.server.stop)
        cls.lab = Lab(cls.server, SCREENSHOTS)
        cls.addClassCleanup(cls.lab.close)

    def new_notebook(self, screenshot=None):
        lab = self.lab
        lab.open()
        card = lab.page.locator('.jp-LauncherCard[data-category="Notebook"]', has_text="Go (nabla)")
        card.locator("img, svg").first.wait_for()
        if screenshot:
            lab.screenshot(screenshot)
        card.click()
        lab.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        lab.wait_for_kernel()
        return lab

    def interrupt(self):
        """Runs a loop without an end, and interrupts it."""
        lab = self.lab
        lab.type_cell("for {\n}")
        lab.page.wait_for_timeout(1000)
        number = len(lab.cells()) - 2  # running the last cell has made a new one
        self.assertEqual(lab.cells()[number]["prompt"], "[*]:")
        lab.menu("Kernel", "kernelmenu:interrupt")
        return lab.finished(number)


class JupyterLab(InLab):
    @classmethod
    def setUpClass(cls):
        cls.start()
        for name in NAMES:
            shutil.copy(NOTEBOOKS / f"{name}.ipynb", cls.folder)

    def test_1_launcher_and_cells(self):
        lab = self.new_notebook("launcher")
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
            self.interrupt()
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
            self.assertIn("var 点 *Point", text)
            # A busy machine may be too late with the value.
            self.assertTrue(lab.poll(lambda: "X: 1, Y: 2" in lab.inspect("点")), text)
            lab.screenshot("shift-tab")
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

    def test_4_variables_panel(self):
        lab = self.new_notebook()
        lab.run("type Point struct{ X, Y float64; Tags []string }\np := Point{1, 2.5, []string{\"left\", \"right\"}}\n"
                "m := mat.NewDense(2, 2, []float64{1, 2, 3, 4})\nturn, name := 0, \"nabla\"")
        lab.page.locator(".jp-DebuggerBugButton").first.click()
        lab.page.locator('.lm-TabBar-tab[data-id="jp-debugger-sidebar"]').click()
        rows = lab.page.locator(".jp-DebuggerVariables-body .jp-TreeItem")

        def row(name):
            label = lab.page.locator(".jp-DebuggerVariables-name", has_text=re.compile(f"^{re.escape(name)}$"))
            return rows.filter(has=label).last  # the innermost

        row("p").wait_for()
        with self.subTest("names, types and values"):
            for name, text in {"m": "*mat.Dense (2×2)", "name": 'string = "nabla"', "p": "Point", "turn": "0"}.items():
                self.assertIn(text, row(name).inner_text())
        with self.subTest("a struct and a slice in it are expanded"):
            row("p").locator(".expand-collapse-button").first.click()
            self.assertIn("float64 = 2.5", self.shown(row("Y")))
            row("Tags").locator(".expand-collapse-button").first.click()
            self.assertIn('string = "right"', self.shown(row("[1]")))
        with self.subTest("a matrix is typeset"):
            row("m").hover()
            row("m").locator(".jp-DebuggerVariables-renderVariable").click()
            lab.page.locator(".jp-DebuggerRichVariable mjx-container").first.wait_for(timeout=20000)
        lab.screenshot("variables")
        lab.page.locator(".lm-TabBar-tab", has_text="Untitled").first.click()
        with self.subTest("variables change while a cell runs"):
            number = lab.type_cell("for turn < 1000000 {\n\tturn++\n\tfmt.Println(turn)\n\ttime.Sleep(20 * time.Millisecond)\n}")
            for least in 10, 60:
                self.assertTrue(lab.poll(lambda: int(row("turn").inner_text().split()[-1]) > least, 60), row("turn").inner_text())
            self.assertEqual(lab.status(), "busy")
            lab.screenshot("variables-running")
            lab.menu("Kernel", "kernelmenu:interrupt")
            lab.finished(number)

    def shown(self, row):
        row.wait_for(timeout=20000)
        return row.inner_text()

    def test_5_widgets(self):
        lab = self.new_notebook()
        with self.subTest("a function has controls for its arguments"):
            cell = lab.run("widget.Interact(func(frequency float64, dense bool) *plot.Plot {\n\tp := plot.New()\n"
                           "\tp.Title.Text = fmt.Sprintf(\"frequency %.3g\", frequency)\n"
                           "\tp.Add(plotter.NewFunction(func(x float64) float64 { return math.Sin(frequency * x) }))\n\treturn p\n"
                           "}, widget.FloatSlider(\"frequency\", 0, 5, 1))")
            self.assertTrue(lab.poll(lambda: lab.cells()[0]["pictures"] >= 1, 30), cell)
            self.assertEqual(lab.cells()[0]["text"].split(), ["frequency", "1", "dense"])
        lab.run("speed := widget.IntSlider(\"speed\", 0, 100, 10)\nturns := widget.HTML(\"\")\n"
                "faster := widget.Button(\"Faster\", func() { speed.SetValue(speed.Value() + 7) })\n"
                "widget.VBox(widget.HBox(speed, faster, widget.Dropdown(\"kind\", \"one\", \"two\")), turns)")
        number = lab.type_cell("for turn := range 1000000 {\n\tturns.SetHTML(fmt.Sprintf(\"turn %d, speed %d\", turn, speed.Value()))\n"
                               "\ttime.Sleep(20 * time.Millisecond)\n}")
        self.assertTrue(lab.poll(lambda: "speed 10" in lab.cells()[1]["text"], 30), lab.cells()[1])
        with self.subTest("a slider is dragged while a loop runs"):
            self.drag(1, 300)
            self.assertTrue(lab.poll(lambda: "speed 100" in lab.cells()[1]["text"], 30), lab.cells()[1])
            self.drag(1, -300)
            self.assertTrue(lab.poll(lambda: "speed 0" in lab.cells()[1]["text"], 30), lab.cells()[1])
            lab.page.get_by_role("button", name="Faster").click()
            self.assertTrue(lab.poll(lambda: "speed 7" in lab.cells()[1]["text"], 30), lab.cells()[1])
        with self.subTest("a plot follows another, while the loop runs"):
            pictures = lambda: lab.page.locator(".jp-OutputArea img").first.get_attribute("src")
            before = pictures()
            self.drag(0, 60)
            self.assertTrue(lab.poll(lambda: pictures() != before, 30), "the plot is the same")
            self.assertNotEqual(lab.cells()[0]["text"].split()[1], "1")
            self.assertEqual(lab.status(), "busy")
        lab.screenshot("widgets-running")
        lab.menu("Kernel", "kernelmenu:interrupt")
        lab.finished(number)
        with self.subTest("a page that is opened again has them, too"):
            file = max(self.folder.glob("Untitled*.ipynb"), key=lambda file: file.stat().st_mtime_ns)
            self.save(file)
            lab.page.reload()
            lab.page.locator(".jupyter-widgets .noUi-handle").nth(1).wait_for(timeout=60000)
            lab.page.get_by_role("button", name="Faster").click()
            self.assertTrue(lab.poll(lambda: "14" in lab.cells()[1]["text"], 30), lab.cells()[1])
            lab.screenshot("widgets-reloaded")
        with self.subTest("two pages show the same"):
            other = self.lab.another_page(file.name)
            other.locator(".jupyter-widgets .noUi-handle").nth(1).wait_for(timeout=60000)
            self.drag(1, -300)
            shown = lambda page: page.locator(".jupyter-widgets .widget-readout").nth(1).inner_text()
            self.assertTrue(lab.poll(lambda: shown(lab.page) == shown(other) == "0", 30), (shown(lab.page), shown(other)))
            self.drag(1, 300)
            self.assertTrue(lab.poll(lambda: shown(lab.page) == shown(other) == "100", 30), (shown(lab.page), shown(other)))
            other.screenshot(path=lab.screenshots / "widgets-other-page.png")
            other.close()

    def drag(self, slider, distance):
        """Drag the handle of a slider by so many pixels, as a hand does."""
        mouse, handle = self.lab.page.mouse, self.lab.page.locator(".jupyter-widgets .noUi-handle").nth(slider)
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse.move(x, y)
        mouse.down()
        for step in range(1, 11):
            mouse.move(x + distance * step / 10, y)
            self.lab.page.wait_for_timeout(30)
        mouse.up()

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



class RemoteKernel(InLab):
    """JupyterLab on one machine and the kernel on another, behind a Jupyter Kernel Gateway."""

    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway()
        cls.addClassCleanup(cls.gateway.stop)
        cls.start(f"--gateway-url=http://{cls.gateway.address}")

    def test_cells(self):
        lab = self.new_notebook()
        self.assertEqual(len(self.gateway.ask("GET", "/kernels")), 1)
        lab.run("x := 6")
        self.assertEqual(lab.run("x * 7")["text"], "42")
        cell = lab.run("p := plot.New()\np.Add(plotter.NewFunction(math.Sin))\np")
        self.assertGreaterEqual(cell["pictures"], 1, cell)
        self.interrupt()
        self.assertEqual(lab.run("x")["text"], "6")
        self.assertIn(("Hypot", "function"), lab.complete("math.H"))
        lab.screenshot("remote")


if __name__ == "__main__":
    unittest.main(verbosity=2)
