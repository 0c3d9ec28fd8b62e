"""The echo kernel's sockets and those of libzmq: over tcp and ipc, plain and
encrypted, at given ports and at registered ones, through jupyter_client and pyzmq."""
import json
import os
import stat
import subprocess
import tempfile
import unittest

import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session
from zmq.utils.monitor import recv_monitor_message

from schema import setUpModule, tearDownModule  # both for unittest

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

    def test_encrypted_heartbeats(self):
        """libzmq drops a peer that does not answer its PINGs."""
        self.start(transport_encryption="required")
        context = zmq.Context()
        self.addCleanup(context.term)
        dealer = context.socket(zmq.DEALER)
        self.addCleanup(dealer.close, 0)
        self.addCleanup(dealer.disable_monitor)
        self.with_key(self.manager.curve_publickey)(dealer)
        dealer.heartbeat_ivl, dealer.heartbeat_timeout = 50, 2000
        monitor = dealer.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        self.addCleanup(monitor.close, 0)
        dealer.connect(self.manager._make_url("shell"))
        self.assertFalse(monitor.poll(3000), "the connection was dropped")
        session = self.client.session
        dealer.send_multipart(session.serialize(session.msg("kernel_info_request")))
        self.assertTrue(dealer.poll(TIMEOUT * 1000))

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


class Registration(unittest.TestCase):
    """The handshake of JEP 66: the kernel chooses its ports and registers them."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="nabla-registration-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.session = Session(key=b"secret")
        context = zmq.Context()
        self.addCleanup(context.term)
        self.router = context.socket(zmq.ROUTER)
        self.addCleanup(self.router.close, 0)

    def start(self, transport, ip, port):
        self.path = os.path.join(self.folder, "registration.json")
        with open(self.path, "w") as file:
            json.dump({"kernel_id": "the kernel", "transport": transport, "registration_ip": ip, "registration_port": port,
                       "signature_scheme": "hmac-sha256", "key": "secret"}, file)
        spec = KernelSpecManager().get_kernel_spec("echo")
        self.process = subprocess.Popen([spec.argv[0], self.path], env={**os.environ, **spec.env}, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.process.stderr.close)
        self.addCleanup(self.process.wait)
        self.addCleanup(self.process.kill)

    def register(self, signed=True):
        self.assertTrue(self.router.poll(TIMEOUT * 1000))
        identity, delimiter, signature, content = self.router.recv_multipart()
        self.assertEqual((delimiter, signature), (b"<IDS|MSG>", self.session.sign([content])))
        answer = b"ACK"
        self.router.send_multipart([identity, delimiter, self.session.sign([answer]) if signed else b"0" * 64, answer])
        ports = json.loads(content)
        self.assertEqual(ports.pop("kernel_id"), "the kernel")
        return ports

    def use(self, transport, ip, ports):
        client = BlockingKernelClient(transport=transport, ip=ip, session=self.session, **{name: int(port) for name, port in ports.items()})
        self.addCleanup(client.stop_channels)
        client.start_channels()
        client.wait_for_ready(timeout=TIMEOUT)
        return client

    def test_tcp(self):
        self.start("tcp", "127.0.0.1", self.router.bind_to_random_port("tcp://127.0.0.1"))
        ports = self.register()
        first = self.use("tcp", "127.0.0.1", ports)
        with open(self.path.removesuffix(".json") + "-connection.json") as file:
            info = json.load(file)
        self.assertEqual((info["ip"], info["shell_port"]), ("127.0.0.1", int(ports["shell_port"])))
        self.assertEqual(stat.S_IMODE(os.stat(file.name).st_mode), 0o600)
        first.shutdown()
        self.assertEqual(self.process.wait(TIMEOUT), 0)
        self.assertFalse(os.path.exists(file.name))

    def test_ipc(self):
        self.router.bind(f"ipc://{self.folder}/k-1")
        self.start("ipc", f"{self.folder}/k", "1")
        self.use("ipc", f"{self.folder}/k", self.register())

    def test_wrong_acknowledgement(self):
        self.start("tcp", "127.0.0.1", self.router.bind_to_random_port("tcp://127.0.0.1"))
        self.register(signed=False)
        self.assertNotEqual(self.process.wait(TIMEOUT), 0)
        self.assertIn("registering the kernel: jupyter: wrong signature", self.process.stderr.read())


if __name__ == "__main__":
    unittest.main(verbosity=2)
