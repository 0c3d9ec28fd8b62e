"""The installed kernel against jupyter_kernel_test, the conformance tests of Jupyter itself."""

import unittest

import jupyter_kernel_test

from client import KERNEL
from schema import setUpModule, tearDownModule  # both for unittest


class Conformance(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL
    language_name = "go"
    file_extension = ".go"

    code_hello_world = 'fmt.Println("hello, world")'
    code_stderr = 'fmt.Fprintln(os.Stderr, "oh, world")'
    code_generate_error = 'panic("at the disco")'
    code_page_something = "%doc strings.Cut"
    code_inspect_sample = "strings.Cut"
    code_clear_output = "display.Clear()"
    completion_samples = [
        {"text": "math.Hypo", "matches": {"Hypot"}},
        {"text": "%histo", "matches": {"%history"}},
        {"text": "strings.nosuch", "matches": set()},
    ]

    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6*7"

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "x := 3.5\nx", "result": "3.5"},
        {"code": "[]float64{1, 2}", "result": "[]float64{1, 2}"},
        {"code": "mat.NewDense(1, 2, []float64{1, 2})", "mime": "text/latex"},
    ]
    code_display_data = [
        {"code": 'display.HTML("<b>bold</b>")', "mime": "text/html"},
        {"code": r'display.LaTeX("\\nabla f")', "mime": "text/latex"},
        {"code": 'display.Markdown("*so*")', "mime": "text/markdown"},
        {"code": 'display.SVG(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`)', "mime": "image/svg+xml"},
        {"code": "p := plot.New()\ndisplay.Show(p)", "mime": "image/svg+xml"},
    ]

    complete_code_samples = [
        "x := 1",
        "func f() int {\n\treturn 1\n}",
        "type point struct{ x, y float64 }",
        "package main\n\nfunc main() {}",
        "// only a remark",
    ]
    incomplete_code_samples = [
        "func f() int {",
        "x := (1 +",
        "s := `raw",
        "for i := range 3 {\n\tfmt.Println(i)",
    ]
    invalid_code_samples = ["x := )", "var 3 = x"]


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
