"""The echo kernel behind a Jupyter server, as JupyterLab has it. The server drops
what a kernel publishes too fast; nothing may be lost all the same."""
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
import uuid

import websocket

import schema
from schema import setUpModule, tearDownModule  # both for unittest

TIMEOUT = 120


class Server(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="nabla-server-")
        cls.addClassCleanup(cls.folder.cleanup)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            cls.port = free.getsockname()[1]
        cls.process = subprocess.Popen([
            sys.executable, "-m", "jupyter_server", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={cls.port}", "--ServerApp.port_retries=0",
            "--IdentityProvider.token=secret", "--ServerApp.allow_root=True", "--ServerApp.open_browser=False",
            f"--ServerApp.root_dir={cls.folder.name}",
        ], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.process.wait)
        cls.addClassCleanup(cls.process.terminate)
        deadline = time.time() + TIMEOUT
        while True:
            try:
                cls.ask("GET", "status")
                break
            except OSError:
                if time.time() > deadline or cls.process.poll() is not None:
                    raise
                time.sleep(0.1)
        session = cls.ask("POST", "sessions", {"path": "a.ipynb", "name": "a", "type": "notebook", "kernel": {"name": "echo"}})
        kernel = session["kernel"]["id"]
        cls.addClassCleanup(cls.ask, "DELETE", f"sessions/{session['id']}")
        cls.socket = websocket.create_connection(f"ws://127.0.0.1:{cls.port}/api/kernels/{kernel}/channels?token=secret", timeout=TIMEOUT)
        cls.addClassCleanup(cls.socket.close)

    @classmethod
    def ask(cls, method, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{cls.port}/api/{path}", method=method, data=json.dumps(body).encode() if body else None)
        request.add_header("Authorization", "token secret")
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def run_cell(self, code):
        """Returns the text of the streams and the texts of the displays and their updates."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "s", "username": "", "version": "5.5", "date": "2026-01-01T00:00:00Z"}
        self.socket.send(json.dumps({
            "channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "buffers": [],
            "content": {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True},
        }))
        text, shown = [], []
        while True:
            payload = self.socket.recv()
            schema.frame(payload)
            message = json.loads(payload)
            if message["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            content = message["content"]
            match message["msg_type"]:
                case "stream":
                    text.append(content["text"])
                case "display_data" | "update_display_data":
                    shown.append(content["data"]["text/plain"])
                case "status" if content["execution_state"] == "idle":
                    return "".join(text), shown

    def same(self, got, want):
        self.assertEqual(len(got), len(want), got[-500:])
        self.assertTrue(got == want)

    def test_much_text(self):
        lines = "".join(f"print {i} {'x' * 100}\n" for i in range(40_000))  # 4.2 MB
        self.same(self.run_cell(lines)[0], lines.replace("print ", ""))

    def test_a_long_line(self):
        self.same(self.run_cell("print " + "∇" * 1_500_000)[0], "∇" * 1_500_000 + "\n")

    def test_many_updates(self):
        updates = 4000
        code = "display @shown 0\n" + "".join(f"update shown {i}\n" for i in range(1, updates))
        self.assertEqual(self.run_cell(code)[1], [str(i) for i in range(updates)])


if __name__ == "__main__":
    unittest.main(verbosity=2)
