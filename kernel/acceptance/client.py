"""A kernel as jupyter_client sees it: start it, run cells, look at what came back."""

import os
import time
from dataclasses import dataclass, field

from jupyter_client.manager import KernelManager

KERNEL = os.environ.get("NABLA_TEST_KERNEL", "nabla")
PATIENCE = 120  # seconds without a sign of life after which a kernel counts as dead


@dataclass
class Ran:
    """What one cell gave."""

    status: str = ""
    count: int | None = None
    stdout: str = ""
    stderr: str = ""
    result: dict = field(default_factory=dict)
    displays: list = field(default_factory=list)
    error: str = ""
    phases: dict = field(default_factory=dict)  # seconds, as the kernel itself counts them
    seconds: float = 0  # from sending the request to the message that says idle

    @property
    def text(self):
        """The value of the last expression."""
        return self.result.get("text/plain", "")


class Kernel:
    """A running kernel. Use it in a with statement."""

    def __init__(self, name=KERNEL, cwd=None, env=None, **traits):
        self.manager = KernelManager(kernel_name=name, **traits)
        started = time.perf_counter()
        self.manager.start_kernel(cwd=cwd, env=dict(env or os.environ))
        self.client = self.manager.client()
        self.client.start_channels()
        try:
            self.client.wait_for_ready(timeout=PATIENCE)
        except Exception:
            self.close()
            raise
        self.start_seconds = time.perf_counter() - started

    @property
    def pid(self):
        return self.manager.provisioner.process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel()

    def send(self, code):
        """Ask for a cell to be run; receive gives what comes of it."""
        return self.client.execute(code), time.perf_counter()

    def receive(self, sent, until=None):
        """Wait until the cell is done, or until what came so far satisfies the question until."""
        request, began = sent
        ran = Ran()
        while not (until and until(ran)):
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                ran.seconds = time.perf_counter() - began
                break
            self.note(ran, message)
        else:
            return ran
        reply = self.reply(request)
        ran.status, ran.count = reply["content"]["status"], reply["content"].get("execution_count")
        ran.phases = {timing["phase"]: timing["seconds"] for timing in reply["metadata"].get("timings", [])}
        return ran

    def run(self, code):
        return self.receive(self.send(code))

    def ask(self, code, *answers):
        """Run a cell that asks for input; gives the questions and what came of the cell."""
        sent, questions = self.send(code), []
        for answer in answers:
            questions.append(self.client.get_stdin_msg(timeout=PATIENCE)["content"])
            self.client.input(answer)
        return questions, self.receive(sent)

    def reply(self, request):
        while True:
            message = self.client.get_shell_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message

    @staticmethod
    def note(ran, message):
        content = message["content"]
        match message["msg_type"]:
            case "stream":
                setattr(ran, content["name"], getattr(ran, content["name"]) + content["text"])
            case "execute_result":
                ran.result = content["data"]
            case "display_data":
                ran.displays.append(content["data"])
            case "error":
                ran.error = "\n".join(content["traceback"])


def eventually(question, seconds=20):
    """Ask until the answer is true, for at most so many seconds; gives the last answer."""
    end = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.1)
    return answer
