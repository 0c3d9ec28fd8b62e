"""Jupyter Kernel Gateway: kernels as if they ran on another machine."""

import json
import socket
import subprocess
import sys
import urllib.request

from client import KERNEL, PATIENCE, eventually


class Gateway:
    """A gateway of its own on a free port."""

    def __init__(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "kernelgateway", "--ip=127.0.0.1", f"--port={self.address.split(':')[1]}",
             f"--KernelGatewayApp.default_kernel_name={KERNEL}", "--JupyterWebsocketPersonality.list_kernels=True"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if not eventually(self.listens, PATIENCE):
            self.stop()
            raise RuntimeError("the gateway does not start")

    def listens(self):
        try:
            return "version" in self.ask("GET", "")
        except OSError:
            return False

    def ask(self, method, path, body=None):
        request = urllib.request.Request(f"http://{self.address}/api{path}", method=method, data=body)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
