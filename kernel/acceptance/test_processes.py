"""Whatever way a kernel ends, it leaves no process and no file behind."""

import contextlib
import os
import signal
import tempfile
import unittest
from pathlib import Path

import psutil

from client import Kernel, eventually
from schema import setUpModule, tearDownModule  # both for unittest


class Leftovers(unittest.TestCase):
    def setUp(self):
        # A folder for temporary files of its own, so that whatever is in it afterwards was left behind.
        self.temp = tempfile.TemporaryDirectory(prefix="nabla-temp-")
        self.addCleanup(self.temp.cleanup)
        self.env = dict(os.environ, TMPDIR=self.temp.name)

    def start(self):
        """A kernel that has run a cell, and every process that belongs to it."""
        kernel = Kernel(env=self.env)
        self.addCleanup(kernel.close)
        ran = kernel.run("x := 1\nx")
        self.assertEqual((ran.status, ran.text), ("ok", "1"), ran.error)
        process = psutil.Process(kernel.pid)
        family = [process, *process.children(recursive=True)]
        self.assertGreater(len(family), 1, "no worker was found")
        return kernel, family

    def left(self):
        return sorted(str(path.relative_to(self.temp.name)) for path in Path(self.temp.name).rglob("*"))

    def sessions(self):
        """The folders of running sessions. The lock beside them stays."""
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
        folder = Path(os.environ.get("NABLA_DATA_DIR") or home / "nabla") / "sessions"
        return sorted(path for path in folder.iterdir() if path.name != ".lock") if folder.exists() else []

    def assert_nothing_left(self, family):
        gone, alive = psutil.wait_procs(family, timeout=20)
        self.assertEqual([process.cmdline() for process in alive], [])
        eventually(lambda: not self.left() and not self.sessions())
        self.assertEqual((self.left(), self.sessions()), ([], []))

    def kill(self, processes):
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):  # some end with those before them
                process.send_signal(signal.SIGKILL)

    def test_shutdown(self):
        kernel, family = self.start()
        kernel.manager.shutdown_kernel()
        self.assert_nothing_left(family)

    def test_restart_ends_the_worker(self):
        kernel, family = self.start()
        kernel.manager.restart_kernel(now=False)
        kernel.client.wait_for_ready(timeout=60)
        _, alive = psutil.wait_procs(family, timeout=20)
        self.assertEqual(alive, [])
        self.assertEqual(kernel.run("x := 2\nx").text, "2")

    def test_kernel_killed(self):
        _, family = self.start()
        self.kill(family[:1])
        self.assert_nothing_left(family)

    def test_worker_killed(self):
        kernel, family = self.start()
        self.kill(family[1:])
        self.assertEqual(eventually(lambda: kernel.run("y := 5\ny").text == "5"), True)

    def test_both_killed_and_the_next_start_cleans_up(self):
        _, family = self.start()
        self.kill(reversed(family))
        kernel, second = self.start()
        kernel.manager.shutdown_kernel()
        self.assert_nothing_left(family + second)


if __name__ == "__main__":
    unittest.main(verbosity=2)
