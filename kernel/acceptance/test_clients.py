"""The installed kernel under the clients that people use beside JupyterLab: jupyter console, nbclient, papermill, Jupyter Kernel Gateway."""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import uuid
from pathlib import Path

import nbformat
import papermill
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from tornado.websocket import websocket_connect

import gateway
import schema
from client import KERNEL, PATIENCE, Kernel, eventually
from schema import setUpModule, tearDownModule  # both for unittest


def notebook(*cells):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


class Console(unittest.TestCase):
    def test_lines(self):
        lines = [
            "x := 6", "x * 7", 'for i := range 2 { fmt.Println("line", i) }', "nosuch", "x + 1",
            'name, _ := display.Input("Who? ")', "Ada", '"Hello, " + name', "%doc strings.Cut"]
        console = subprocess.run(
            [sys.executable, "-m", "jupyter", "console", "--simple-prompt", f"--kernel={KERNEL}"], input="".join(line + "\n" for line in lines),
            capture_output=True, text=True, timeout=2 * PATIENCE, env=os.environ | {"TERM": "dumb", "PAGER": "cat"})
        shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", console.stdout)
        for want in ["Out[2]: 42", "line 0\nline 1", "Out[5]: 7", "Who? ", 'Out[7]: "Hello, Ada"', "Cut slices s around the first instance of sep"]:
            self.assertIn(want, shown, console.stderr)
        self.assertIn("undefined: nosuch", console.stderr)


class Notebooks(unittest.TestCase):
    def test_outputs(self):
        nb = notebook(
            'h := display.Show("first")\nfmt.Println("gone")\ndisplay.Clear()\nfmt.Println("kept")\n6 * 7',
            'h.Update("second")\nfmt.Fprintln(os.Stderr, "a warning")',
            'panic("on purpose")')
        NotebookClient(nb, kernel_name=KERNEL, allow_errors=True).execute()
        first, second, third = [cell.outputs for cell in nb.cells]
        self.assertEqual([o.output_type for o in first], ["stream", "execute_result"])
        self.assertEqual((first[0].text, first[1].data["text/plain"], first[1].execution_count), ("kept\n", "42", 1))
        self.assertEqual([(o.output_type, o.get("name")) for o in second], [("stream", "stderr")])
        self.assertEqual((third[0].output_type, third[0].ename, third[0].evalue), ("error", "Panic", "on purpose"))
        self.assertEqual([cell.execution_count for cell in nb.cells], [1, 2, 3])

    def test_an_error_ends_it(self):
        nb = notebook("1", "nosuch", 'os.WriteFile("late", nil, 0o600)')
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaises(CellExecutionError) as raised:
                NotebookClient(nb, kernel_name=KERNEL, resources={"metadata": {"path": folder}}).execute()
            self.assertIn("undefined: nosuch", str(raised.exception))
            self.assertFalse((Path(folder) / "late").exists())

    def test_several_at_the_same_time(self):
        books = [notebook(f"n := {n}", "total := 0\nfor i := range 1000 {\n\ttotal += i * n\n}\ntotal") for n in range(4)]

        async def run():
            await asyncio.gather(*(NotebookClient(nb, kernel_name=KERNEL).async_execute() for nb in books))

        asyncio.run(run())
        self.assertEqual([nb.cells[1].outputs[0].data["text/plain"] for nb in books], [str(n * 499500) for n in range(4)])

    def test_papermill(self):
        with tempfile.TemporaryDirectory() as folder:
            source, ran = Path(folder) / "in.ipynb", Path(folder) / "out.ipynb"
            nbformat.write(notebook("x := 2", "x * 21"), source)
            papermill.execute_notebook(source, ran, kernel_name=KERNEL, progress_bar=False)
            result = nbformat.read(ran, 4)
            self.assertEqual(result.cells[1].outputs[0].data["text/plain"], "42")
            self.assertEqual([cell.metadata.papermill.status for cell in result.cells], ["completed", "completed"])

    def test_papermill_with_parameters(self):
        nb = notebook(
            'name := "Ada" // who\nrate := 0.5\nsteps := 10\nvar exact bool = true\nvar points []float64\nvar grid [][]float64\nvar more map[string]any\n'
            'unchanged := "as it is"',
            "fmt.Println(name, rate, steps, exact, points, grid, more, unchanged)")
        nb.cells[0].metadata["tags"] = ["parameters"]
        given = {"name": 'a "b"\\\n\ufeffλ😀', "rate": 1, "steps": 20, "exact": False, "points": [1, 2.5, float("inf")], "grid": [[1, 2], [], [0.5]],
                 "more": {"list": [1, "two"], "none": None}}
        with tempfile.TemporaryDirectory() as folder:
            source, ran = Path(folder) / "in.ipynb", Path(folder) / "out.ipynb"
            nb.metadata["kernelspec"] = {"name": KERNEL, "display_name": "Go", "language": "go"}
            nbformat.write(nb, source)
            papermill.execute_notebook(source, ran, parameters=given, progress_bar=False)
            self.assertEqual(nbformat.read(ran, 4).cells[2].outputs[0].text,
                             'a "b"\\\n\ufeffλ😀 1 20 false [1 2.5 +Inf] [[1 2] [] [0.5]] map[list:[1 two] none:<nil>] as it is\n')
            shown = papermill.inspect_notebook(source)
            self.assertEqual([(p["name"], p["inferred_type_name"], p["default"], p["help"]) for p in shown.values()], [
                ("name", "None", '"Ada"', "who"), ("rate", "None", "0.5", ""), ("steps", "None", "10", ""), ("exact", "bool", "true", ""),
                ("points", "[]float64", "", ""), ("grid", "[][]float64", "", ""), ("more", "map[string]any", "", ""), ("unchanged", "None", '"as it is"', "")])
            with self.assertRaises(papermill.PapermillExecutionError) as raised:
                papermill.execute_notebook(source, ran, parameters={"nosuch": 1}, progress_bar=False)
            self.assertIn("undefined: nosuch", str(raised.exception))
            nbformat.write(notebook("x := 2", 'panic("no")', "x"), source)
            with self.assertRaises(papermill.PapermillExecutionError):
                papermill.execute_notebook(source, ran, kernel_name=KERNEL, progress_bar=False)


class Gateway(unittest.TestCase):
    """A kernel on another machine, as far as its client can tell: over HTTP and a web socket."""

    @classmethod
    def setUpClass(cls):
        cls.gateway = gateway.Gateway()
        cls.addClassCleanup(cls.gateway.stop)

    def test_cells_interrupt_and_restart(self):
        kernel = self.gateway.ask("POST", "/kernels", b"{}")["id"]
        self.addCleanup(self.gateway.ask, "DELETE", f"/kernels/{kernel}")
        asyncio.run(asyncio.wait_for(self.converse(kernel), 2 * PATIENCE))

    async def converse(self, kernel):
        self.line = await websocket_connect(f"ws://{self.gateway.address}/api/kernels/{kernel}/channels")
        self.assertEqual(await self.run_cell("x := 6\nx * 7"), ("ok", "42"))
        await self.run_cell("for {\n\ttime.Sleep(time.Millisecond)\n}", until="execute_input")
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self.gateway.ask, "POST", f"/kernels/{kernel}/interrupt", b"")
        self.assertEqual((await self.outcome(self.last))[0], "error")
        self.assertEqual(await self.run_cell("x"), ("ok", "6"))
        await loop.run_in_executor(None, self.gateway.ask, "POST", f"/kernels/{kernel}/restart", b"")
        self.line.close()
        self.line = await websocket_connect(f"ws://{self.gateway.address}/api/kernels/{kernel}/channels")
        self.assertEqual((await self.run_cell("x"))[0], "error")
        self.line.close()

    async def run_cell(self, code, until=None):
        self.last = uuid.uuid4().hex
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        header = {"msg_id": self.last, "msg_type": "execute_request", "session": "gateway test", "username": "", "version": "5.3", "date": ""}
        await self.line.write_message(json.dumps({"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}))
        return await self.outcome(self.last, until)

    async def outcome(self, request, until=None):
        """The status of a cell and its value, when both have come."""
        status, value, idle = None, None, False
        while not (status and idle):
            payload = await self.line.read_message()
            schema.frame(payload)
            message = json.loads(payload)
            kind, content = message["header"]["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != request:
                continue
            if kind == until:
                return None
            if kind == "execute_reply":
                status = content["status"]
            if kind == "execute_result":
                value = content["data"]["text/plain"]
            idle = idle or kind == "status" and content["execution_state"] == "idle"
        return status, value


class Requests(unittest.TestCase):
    """What front ends ask for beside cells."""

    def control(self, kernel, kind, content=None):
        message = kernel.client.session.msg(kind, content or {})
        kernel.client.control_channel.send(message)
        while True:
            reply = kernel.client.get_control_msg(timeout=PATIENCE)
            if reply["parent_header"]["msg_id"] == message["header"]["msg_id"]:
                return reply["content"]

    def execute(self, kernel, code, subshell):
        message = kernel.client.session.msg("execute_request", {"code": code})
        message["header"]["subshell_id"] = subshell
        kernel.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def test_subshells(self):
        with Kernel() as kernel:
            kernel.run("meeting := make(chan int)")
            subshell = self.control(kernel, "create_subshell_request")["subshell_id"]
            take = self.execute(kernel, "<-meeting", None)
            give = self.execute(kernel, "meeting <- 7", subshell)
            replies = {}
            while len(replies) < 2:
                reply = kernel.client.get_shell_msg(timeout=PATIENCE)
                replies[reply["parent_header"]["msg_id"]] = reply
            self.assertEqual([replies[m]["content"]["status"] for m in (take, give)], ["ok", "ok"])
            self.assertEqual([replies[m]["content"]["execution_count"] for m in (take, give)], [2, 1])
            self.assertEqual(replies[give]["parent_header"]["subshell_id"], subshell)
            self.assertEqual(self.control(kernel, "list_subshell_request")["subshell_id"], [subshell])
            self.assertEqual(self.control(kernel, "delete_subshell_request", {"subshell_id": subshell})["status"], "ok")

    def test_usage_counts_the_worker(self):
        with Kernel() as kernel:
            before = self.control(kernel, "usage_request")
            kernel.run("big := make([]byte, 300<<20)\nfor i := range big {\n\tbig[i] = 1\n}")
            after = self.control(kernel, "usage_request")
            self.assertGreater(after["kernel_memory"] - before["kernel_memory"], 250 << 20)
            self.assertGreater(after["kernel_cpu"], 0)
            self.assertGreater(after["host_virtual_memory"]["total"], after["kernel_memory"])

    def test_history_stays(self):
        mark = f"mark_{uuid.uuid4().hex} := 1"
        with Kernel() as kernel:
            kernel.run(mark)
        with Kernel() as kernel:
            kernel.client.history(hist_access_type="search", pattern=mark[:20] + "*", n=5)
            reply = kernel.client.get_shell_msg(timeout=PATIENCE)
            while reply["msg_type"] != "history_reply":
                reply = kernel.client.get_shell_msg(timeout=PATIENCE)
            self.assertEqual([entry[2] for entry in reply["content"]["history"]], [mark])


if __name__ == "__main__":
    unittest.main(verbosity=2)
