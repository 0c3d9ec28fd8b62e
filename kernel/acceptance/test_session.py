"""What a user relies on in a session with the installed kernel, over Jupyter's own client."""

import tempfile
import unittest
from pathlib import Path

from client import Kernel
from schema import setUpModule, tearDownModule  # both for unittest


class Session(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="cahier été ")
        cls.kernel = Kernel(cwd=cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.kernel.close()
        cls.folder.cleanup()

    def run_well(self, code):
        ran = self.kernel.run(code)
        self.assertEqual(ran.status, "ok", ran.error)
        return ran

    def test_definitions_stay(self):
        self.run_well("type pair[T any] struct{ a, b T }\nfunc (p pair[T]) swap() pair[T] { return pair[T]{p.b, p.a} }\nkept := pair[int]{1, 2}")
        self.assertEqual(self.run_well("kept.swap().a").text, "2")

    def test_whole_program(self):
        ran = self.run_well('package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("as a program") }')
        self.assertEqual(ran.stdout, "as a program\n")

    def test_relative_paths_start_at_the_notebook(self):
        self.run_well('os.WriteFile("note.txt", []byte("from the cell"), 0o644)')
        self.assertEqual((Path(self.folder.name) / "note.txt").read_text(), "from the cell")

    def test_compile_errors_come_all_and_before_anything_runs(self):
        ran = self.kernel.run('fmt.Println("ran")\nvar wrong int = "text"\nmissing()')
        self.assertEqual((ran.status, ran.stdout), ("error", ""))
        self.assertIn("missing", ran.error)
        self.assertIn('"text"', ran.error)
        self.assertIn("^", ran.error)

    def test_a_panic_shows_the_line_of_the_cell(self):
        ran = self.kernel.run('func fails(i int) int {\n\treturn []int{1}[i]\n}\nfails(5)')
        self.assertEqual(ran.status, "error")
        self.assertIn("index out of range [5]", ran.error)
        self.assertNotIn("nabla_", ran.error)
        self.assertEqual(self.run_well("1 + 1").text, "2")

    def test_input_is_asked_for(self):
        questions, ran = self.kernel.ask('var a, b int\nfmt.Scan(&a, &b)\nsecret, _ := display.Password("Password: ")\na * b, len(secret)', "6 7", "hidden")
        self.assertEqual([(q["prompt"], q["password"]) for q in questions], [("", False), ("Password: ", True)])
        self.assertEqual(ran.text, "42, 6")

    def test_exit_ends_the_cell_only(self):
        self.run_well("survivor := 7")
        self.kernel.run("os.Exit(3)")
        self.assertEqual(self.run_well("survivor").text, "7")

    def test_a_panic_elsewhere_spares_the_session(self):
        self.run_well('go func() { panic("in the background") }()\ntime.Sleep(50 * time.Millisecond)')
        self.assertEqual(self.run_well("2 + 2").text, "4")

    def test_cells_behind_a_failing_one_are_aborted(self):
        sent = [self.kernel.send(code) for code in ("time.Sleep(time.Second)", 'panic("stop here")', "1", "2")]
        self.assertEqual([self.kernel.receive(s).status for s in sent], ["ok", "error", "aborted", "aborted"])
        self.assertEqual(self.run_well("3").text, "3")

    def interrupt(self, code):
        sent = self.kernel.send(code)
        self.kernel.receive(sent, until=lambda ran: "started" in ran.stdout)
        self.kernel.manager.interrupt_kernel()
        return self.kernel.receive(sent)

    def test_interrupt_of_a_loop_keeps_the_variables(self):
        self.run_well("turns := 0")
        ran = self.interrupt('fmt.Println("started")\nfor {\n\tturns++\n}')
        self.assertEqual(ran.status, "error")
        self.assertNotEqual(self.run_well("turns").text, "0")

    def test_interrupt_of_a_sleep_gives_the_prompt_back(self):
        self.run_well("here := 1")
        ran = self.interrupt('fmt.Println("started")\ntime.Sleep(time.Hour)')
        self.assertEqual(ran.status, "error")
        self.assertEqual(self.run_well("here").text, "1")

    def test_two_at_once(self):
        with Kernel() as one, Kernel() as two:
            sent = [(kernel, kernel.send(f"mine := {i}\nmine")) for i, kernel in enumerate((one, two))]
            self.assertEqual([kernel.receive(s).text for kernel, s in sent], ["0", "1"])

    def test_encrypted(self):
        """Jupyter starts it with keys only because its specification says that it can use them."""
        with Kernel(transport_encryption="auto") as kernel:
            self.assertTrue(kernel.manager.curve_secretkey)
            self.assertEqual(kernel.run("6 * 7").text, "42")


if __name__ == "__main__":
    unittest.main(verbosity=2)
