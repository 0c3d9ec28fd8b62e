"""What no in-memory test can show of the echo kernel: real sockets, signals
and processes, through jupyter_client and pyzmq."""
import json
import os
import queue
import signal
import socket
import statistics
import subprocess
import sys
import textwrap
import time
import unittest

import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel

from schema import setUpModule, tearDownModule  # both for unittest

TIMEOUT = 60


def wait_gone(pid):
    """Waits until a process that is not our child is gone."""
    deadline = time.time() + TIMEOUT
    while time.time() < deadline:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return
        except FileNotFoundError:
            return
        time.sleep(0.05)
    raise AssertionError(f"process {pid} is still there")


class Protocol(unittest.TestCase):
    def setUp(self):
        self.manager, self.client = start_new_kernel(kernel_name="echo")
        self.addCleanup(self.stop)

    def stop(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)

    def run_cell(self, code, client=None, **options):
        """Returns the reply and what was published, without the status messages."""
        client = client or self.client
        request = client.execute(code, **options)
        published = []
        while True:
            message = client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status":
                if message["content"]["execution_state"] == "idle":
                    break
            else:
                published.append(message)
        while True:
            reply = client.get_shell_msg(timeout=TIMEOUT)
            if reply["parent_header"]["msg_id"] == request:
                return reply, published

    def connect(self, session):
        """Another front end. Its session names it: by default jupyter_client
        gives all clients of a manager the same name."""
        client = self.manager.client()
        client.session.session = session
        client.start_channels()
        self.addCleanup(client.stop_channels)
        return client

    def stdout(self, published):
        return "".join(m["content"]["text"] for m in published if m["msg_type"] == "stream")

    def test_latency(self):
        seconds = []
        for _ in range(200):
            begin = time.perf_counter()
            reply, _ = self.run_cell("value 1")
            seconds.append(time.perf_counter() - begin)
            self.assertEqual(reply["content"]["status"], "ok")
        print(f"\necho execute: median {statistics.median(seconds) * 1000:.2f} ms, worst {max(seconds) * 1000:.2f} ms")

    def test_many_lines(self):
        lines = 20000
        _, published = self.run_cell("print x\n" * lines)
        self.assertEqual(self.stdout(published), "x\n" * lines)

    def test_large_messages(self):
        text = "∇" * 3_000_000
        _, published = self.run_cell("value " + text)
        self.assertEqual(published[-1]["content"]["data"]["text/plain"], text)

    def test_interrupt(self):
        self.client.execute("sleep")
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["msg_type"] == "execute_input":
                break
        self.manager.interrupt_kernel()
        reply = self.client.get_shell_msg(timeout=TIMEOUT)
        self.assertEqual(reply["content"]["ename"], "Interrupted")
        self.assertEqual(self.run_cell("print x")[0]["content"]["status"], "ok")

    def test_sigint_interrupts(self):
        self.client.execute("print working\nsleep")
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["msg_type"] == "stream":
                break
        os.kill(self.manager.provisioner.pid, signal.SIGINT)
        reply = self.client.get_shell_msg(timeout=TIMEOUT)
        self.assertEqual(reply["content"]["ename"], "Interrupted")

    def test_restart(self):
        self.run_cell("print x")
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=TIMEOUT)
        reply, _ = self.run_cell("print y")
        self.assertEqual(reply["content"]["execution_count"], 1)

    def test_shutdown_while_running(self):
        self.client.execute("sleep")
        pid = self.manager.provisioner.pid
        self.client.shutdown()
        wait_gone(pid)

    def test_sigterm(self):
        self.run_cell("print x")
        process = self.manager.provisioner.process
        process.terminate()
        self.assertEqual(process.wait(TIMEOUT), 0)

    def test_heartbeat(self):
        self.client.hb_channel.unpause()
        self.client.execute("sleep")
        for _ in range(3):
            time.sleep(0.5)
            self.assertTrue(self.client.hb_channel.is_beating())

    def test_several_clients(self):
        other = self.connect("other")
        other.wait_for_ready(timeout=TIMEOUT)
        self.run_cell("print a")
        reply, published = self.run_cell("value b", client=other)
        self.assertEqual(reply["content"]["execution_count"], 2)
        self.assertEqual(published[-1]["content"]["data"]["text/plain"], "b")

    def test_comes_back_with_the_same_identity(self):
        for _ in range(5):
            client = self.connect("the same")
            client.wait_for_ready(timeout=TIMEOUT)
            reply, published = self.run_cell("print x", client=client)
            self.assertEqual(reply["content"]["status"], "ok")
            self.assertEqual(self.stdout(published), "x\n")
            client.stop_channels()

    def test_two_clients_with_the_same_identity(self):
        """A Jupyter server before a gateway leaves connections behind that have the identity of the one in use."""
        one, two = self.connect("the same"), self.connect("the same")
        one.wait_for_ready(timeout=TIMEOUT)
        two.wait_for_ready(timeout=TIMEOUT)
        for _ in range(5):
            for client in (one, two):
                request = client.execute("sleep")
                time.sleep(0.2)  # libzmq connects again after 0.1 s
                self.manager.interrupt_kernel()
                reply = client.get_shell_msg(timeout=TIMEOUT)
                self.assertEqual(reply["parent_header"]["msg_id"], request)

    def test_silent_connections_hold_up_nobody(self):
        info = self.manager.get_connection_info()
        silent = []
        for name in ("shell_port", "iopub_port", "control_port", "stdin_port", "hb_port"):
            for _ in range(5):
                silent.append(socket.create_connection((info["ip"], info[name])))
        other = self.connect("other")
        other.wait_for_ready(timeout=TIMEOUT)
        self.run_cell("print x", client=other)
        for s in silent:
            s.close()

    def test_stalled_subscriber(self):
        info = self.manager.get_connection_info()
        context = zmq.Context()
        self.addCleanup(context.term)
        stalled = context.socket(zmq.SUB)
        self.addCleanup(stalled.close, 0)
        stalled.rcvhwm = 1
        stalled.subscribe(b"")
        stalled.connect(f"tcp://{info['ip']}:{info['iopub_port']}")
        lines = 300
        line = "y" * 60_000
        _, published = self.run_cell(f"print {line}\n" * lines)
        self.assertEqual(len(self.stdout(published)), lines * (len(line) + 1))

    def test_zeromq_heartbeats(self):
        """libzmq drops a peer that does not answer its PINGs."""
        info = self.manager.get_connection_info()
        context = zmq.Context()
        self.addCleanup(context.term)
        dealer = context.socket(zmq.DEALER)
        self.addCleanup(dealer.close, 0)
        self.addCleanup(dealer.disable_monitor)
        dealer.identity = b"pinging"
        dealer.heartbeat_ivl, dealer.heartbeat_timeout = 50, 200
        monitor = dealer.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        self.addCleanup(monitor.close, 0)
        dealer.connect(f"tcp://{info['ip']}:{info['shell_port']}")
        time.sleep(1)
        self.assertFalse(monitor.poll(0), "the connection was dropped")
        for part in self.client.session.serialize(self.client.session.msg("kernel_info_request"))[:-1]:
            dealer.send(part, zmq.SNDMORE)
        dealer.send(b"{}")
        self.assertTrue(dealer.poll(TIMEOUT * 1000))

    def test_wrong_key(self):
        other = self.connect("other")
        other.session.key = b"not the key"
        other.execute("print forged")
        with self.assertRaises(queue.Empty):
            other.get_shell_msg(timeout=0.5)
        _, published = self.run_cell("print x")
        self.assertEqual(self.stdout(published), "x\n")


class Orphan(unittest.TestCase):
    def test_ends_with_its_parent(self):
        """A kernel whose Jupyter was killed ends by itself."""
        parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent("""
            import sys, time
            from jupyter_client.manager import start_new_kernel
            manager, client = start_new_kernel(kernel_name="echo")
            print(manager.provisioner.pid, flush=True)
            time.sleep(600)
        """)], stdout=subprocess.PIPE, text=True)
        pid = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        parent.stdout.close()
        wait_gone(pid)

    def test_bad_connection_file(self):
        spec = KernelSpecManager().get_kernel_spec("echo")
        path = os.path.join(os.environ["HOME"], "broken.json")
        with open(path, "w") as file:
            json.dump({"transport": "pigeon"}, file)
        done = subprocess.run([spec.argv[0], path], env={**os.environ, **spec.env}, capture_output=True, text=True, timeout=TIMEOUT)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("pigeon", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
