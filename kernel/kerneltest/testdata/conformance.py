"""The conformance suite of the Jupyter project, run on the echo kernel."""
import unittest

import jupyter_kernel_test

from schema import setUpModule, tearDownModule  # both for unittest


class EchoTests(jupyter_kernel_test.KernelTests):
    kernel_name = "echo"
    language_name = "echo"
    file_extension = ".echo"
    code_hello_world = "print hello, world"
    code_stderr = "warn oops"
    completion_samples = [{"text": "pri", "matches": {"print"}}, {"text": "zzz", "matches": set()}]
    complete_code_samples = ["print x"]
    incomplete_code_samples = ["print \\"]
    invalid_code_samples = ["?!"]
    code_generate_error = "fail Oops no luck"
    code_execute_result = [{"code": f"value {n}", "result": f"{n}"} for n in (7, 42, 8)]
    code_display_data = [{"code": "display x", "mime": "text/plain"}]
    code_history_pattern = "value 4?"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "print"
    code_page_something = "page a long text"
    code_clear_output = "clear"


class EchoWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "echo"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
