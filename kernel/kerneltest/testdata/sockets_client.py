"""The echo kernel's sockets and those of libzmq: over tcp and ipc, plain and
encrypted, through jupyter_client and pyzmq."""
import os
import stat
import tempfile
import unittest

import zmq
from jupyter_client.manager import KernelManager
from zmq.utils.monitor import recv_monitor_message

TIMEOUT = 60


class Sockets(unittest.TestCase):
    def start(self, **traits):
        self.manager = KernelManager(kernel_name="echo", **traits)
        if traits.get("transport") == "ipc":
            folder = tempfile.TemporaryDirectory(prefix="nabla-ipc-")
            self.addCleanup(folder.cleanup)
            self.manager.ip = os.path.join(folder.name, "kernel")
        self.manager.start_kernel()
        self.addCleanup(self.manager.shutdown_kernel, now=True)
        self.client = self.manager.client()
        self.client.start_channels()
        self.addCleanup(self.client.stop_channels)
        self.client.wait_for_ready(timeout=TIMEOUT)

    def run_cell(self, code):
        """Returns the text of what the cell printed and of its value."""
        request, shown = self.client.execute(code), []
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            if content.get("execution_state") == "idle":
                break
            shown.append(content.get("text") or content.get("data", {}).get("text/plain", ""))
        self.assertEqual(self.client.get_shell_msg(timeout=TIMEOUT)["content"]["status"], "ok")
        return "".join(shown)

    def use(self):
        """What a front end does with the five sockets."""
        self.assertEqual(self.run_cell("print x\nvalue y"), "x\ny")
        long = "∇" * 3_000_000
        self.assertEqual(self.run_cell("value " + long), long)
        lines = "".join(f"print {i} {'y' * 500}\n" for i in range(2000))
        self.assertEqual(self.run_cell(lines), lines.replace("print ", ""))
        self.client.execute("ask name?", allow_stdin=True)
        self.client.get_stdin_msg(timeout=TIMEOUT)
        self.client.input("Ada")
        self.assertEqual(self.client.get_shell_msg(timeout=TIMEOUT)["content"]["status"], "ok")
        self.client.hb_channel.unpause()
        self.assertTrue(self.client.hb_channel.is_beating())
        self.manager.interrupt_kernel()
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=TIMEOUT)
        self.assertEqual(self.run_cell("print x"), "x\n")

    def is_refused(self, prepare):
        """Whether a socket that is prepared like this cannot connect to the kernel."""
        context = zmq.Context()
        self.addCleanup(context.term)
        dealer = context.socket(zmq.DEALER)
        self.addCleanup(dealer.close, 0)
        self.addCleanup(dealer.disable_monitor)
        prepare(dealer)
        good = zmq.EVENT_HANDSHAKE_SUCCEEDED
        monitor = dealer.get_monitor_socket(good | zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL | zmq.EVENT_DISCONNECTED)
        self.addCleanup(monitor.close, 0)
        dealer.connect(self.manager._make_url("shell"))
        self.assertTrue(monitor.poll(TIMEOUT * 1000))
        return recv_monitor_message(monitor)["event"] != good

    def with_key(self, key):
        def prepare(dealer):
            dealer.curve_publickey, dealer.curve_secretkey = zmq.curve_keypair()
            dealer.curve_serverkey = key
        return prepare

    def test_tcp(self):
        self.start()
        self.use()

    def test_ipc(self):
        self.start(transport="ipc")
        for port in self.manager.ports:
            self.assertEqual(stat.S_IMODE(os.stat(f"{self.manager.ip}-{port}").st_mode), 0o600)
        self.use()

    def test_encrypted_tcp(self):
        self.start(transport_encryption="required")
        self.assertTrue(self.manager.curve_secretkey)
        self.use()
        self.assertTrue(self.is_refused(lambda dealer: None))
        self.assertTrue(self.is_refused(self.with_key(zmq.curve_keypair()[0])))
        self.assertFalse(self.is_refused(self.with_key(self.manager.curve_publickey)))
        self.assertEqual(self.run_cell("print x"), "x\n")

    def test_encrypted_ipc(self):
        self.start(transport="ipc", transport_encryption="required")
        self.use()

    def test_sockets_of_a_killed_kernel(self):
        """A kernel takes over the ipc sockets that a killed one has left."""
        self.start(transport="ipc")
        self.manager.provisioner.process.kill()
        self.manager.provisioner.process.wait()
        self.assertTrue(os.path.exists(f"{self.manager.ip}-{self.manager.shell_port}"))
        self.manager.restart_kernel(now=True)
        self.client.wait_for_ready(timeout=TIMEOUT)
        self.assertEqual(self.run_cell("print x"), "x\n")

    def test_welcome_is_for_who_subscribed(self):
        self.start()
        while self.client.iopub_channel.msg_ready():
            self.client.get_iopub_msg(timeout=TIMEOUT)
        for topic in (b"", b"kernel.", b""):
            context = zmq.Context()
            self.addCleanup(context.term)
            subscriber = context.socket(zmq.SUB)
            self.addCleanup(subscriber.close, 0)
            subscriber.subscribe(topic)
            subscriber.connect(self.manager._make_url("iopub"))
            self.assertTrue(subscriber.poll(TIMEOUT * 1000))
            frames = subscriber.recv_multipart()
            _, frames = self.client.session.feed_identities(frames)
            message = self.client.session.deserialize(frames)
            self.assertEqual(message["msg_type"], "iopub_welcome")
            self.assertEqual(message["content"]["subscription"], topic.decode())
        request = self.client.kernel_info()
        message = self.client.get_iopub_msg(timeout=TIMEOUT)
        self.assertEqual(message["parent_header"].get("msg_id"), request, "another's welcome came")


if __name__ == "__main__":
    unittest.main(verbosity=2)
