"""Measures how soon the installed kernel is ready.

    start.py [--rounds N] [--program NABLA] [--write kernel/BENCHMARKS.md]

Each round starts the kernel's process, which has nothing to do with Jupyter's
server then, asks for kernel_info on a socket that waits for it, pauses as a user
would, and runs three cells. --write puts the table into the file.
"""

import argparse
import datetime
import hashlib
import hmac
import json
import os
import re
import statistics
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

import zmq
from jupyter_client.connect import write_connection_file

PATIENCE = 120_000  # milliseconds


class Kernel:
    """A kernel's process and its shell socket."""

    def __init__(self, program, folder):
        self.key = uuid.uuid4().hex
        file, ports = write_connection_file(str(Path(folder) / f"kernel-{uuid.uuid4()}.json"), key=self.key.encode())
        os.chmod(file, 0o600)
        self.context = zmq.Context()
        self.shell = self.context.socket(zmq.DEALER)
        self.shell.setsockopt(zmq.RECONNECT_IVL, 1)
        self.shell.setsockopt(zmq.RECONNECT_IVL_MAX, 2)
        self.shell.connect(f"tcp://127.0.0.1:{ports['shell_port']}")
        self.began = time.perf_counter()
        self.process = subprocess.Popen([program, "kernel", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ask(self, kind, content):
        """Send a request and wait for its reply; return its content."""
        header = {"msg_id": uuid.uuid4().hex, "session": "start", "username": "", "msg_type": kind, "version": "5.3",
                  "date": datetime.datetime.now(datetime.timezone.utc).isoformat()}
        frames = [json.dumps(part).encode() for part in (header, {}, {}, content)]
        signature = hmac.new(self.key.encode(), b"".join(frames), hashlib.sha256).hexdigest().encode()
        self.shell.send_multipart([b"<IDS|MSG>", signature, *frames])
        if not self.shell.poll(PATIENCE):
            raise SystemExit(f"no reply to {kind}")
        return json.loads(self.shell.recv_multipart()[-1])

    def cell(self, code):
        """Run a cell; return the seconds until its reply."""
        began = time.perf_counter()
        reply = self.ask("execute_request", {"code": code, "silent": False, "store_history": True, "allow_stdin": False})
        if reply["status"] != "ok":
            raise SystemExit(reply)
        return time.perf_counter() - began

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.context.destroy(0)


def measure(program, pause):
    """One round: seconds until kernel_info is answered, and of three cells."""
    with tempfile.TemporaryDirectory() as folder:
        kernel = Kernel(program, folder)
        try:
            kernel.ask("kernel_info_request", {})
            answered = time.perf_counter() - kernel.began
            time.sleep(pause)
            return [answered, *(kernel.cell(f"fmt.Println({n})") for n in range(3))]
        finally:
            kernel.close()


def table(program, rounds):
    names = ["kernel_info, from the start of the process", "first cell", "second cell", "third cell"]
    columns = {"at once": 0, "after a second": 1}
    results = {name: [list(x) for x in zip(*(measure(program, pause) for _ in range(rounds)))] for name, pause in columns.items()}
    lines = ["| milliseconds, median (least) | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    for i, name in enumerate(names):
        cells = (f"{1000 * statistics.median(r[i]):.1f} ({1000 * min(r[i]):.1f})" for r in results.values())
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--program", default=str(Path("~/.local/share/nabla/bin/nabla").expanduser()))
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    text = table(options.program, options.rounds)
    print(text)
    if options.write:
        old = options.write.read_text()
        new = re.sub(r"(<!-- start below -->\n).*?(<!-- start above -->)", lambda m: f"{m[1]}\n{text}\n\n{m[2]}", old, flags=re.S)
        options.write.write_text(new)


main()
