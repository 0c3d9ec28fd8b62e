"""Every message that comes from the kernel is checked against the schema in the Jupyter project's own tests of kernels.

A test module imports setUpModule and tearDownModule from here: the messages that any client in its process receives are then
checked, and what is wrong with one fails the module. A page in a browser, which is another process, gives its own to frame().
"""

import json
import struct

from jsonschema import ValidationError
from jupyter_client.session import Session
from jupyter_kernel_test.msgspec_v5 import msg_structure_validator, schema_fragments, validate_message

# Here the schema differs from the protocol's documentation, which ipykernel follows.
schema_fragments["input_request"]["properties"]["password"] = {"type": "boolean"}

SERVER_STATES = {"restarting", "autorestarting", "dead"}  # said by Jupyter's server in the kernel's name

faults, checked = [], 0
deserialize = Session.deserialize


def check(message):
    """Note what is wrong with a message."""
    global checked
    checked += 1
    kind, content = message["header"]["msg_type"], message["content"]
    if kind == "status" and content.get("execution_state") in SERVER_STATES:
        return
    try:
        # The schema lacks debugging, subshells, comms and what else is newer, and has "abort" for what ipykernel calls "aborted".
        if kind in schema_fragments and content.get("status") != "aborted":
            validate_message(message)
        else:
            msg_structure_validator.validate(message)
    except (ValidationError, AssertionError) as fault:
        faults.append(f"{kind}: {fault}")


def frame(payload):
    """Check what a page received over the web socket of a kernel: text, or offsets and parts."""
    if isinstance(payload, str):
        return check(json.loads(payload))
    count = struct.unpack_from("<Q", payload)[0]
    offsets = struct.unpack_from(f"<{count}Q", payload, 8)
    parts = [payload[begin:end] for begin, end in zip(offsets, offsets[1:])]  # the first is the channel
    check(dict(zip(("header", "parent_header", "metadata", "content"), map(json.loads, parts[1:5]))))


def deserialize_and_check(self, *arguments, **options):
    message = deserialize(self, *arguments, **options)
    check({key: message[key] for key in ("header", "parent_header", "metadata", "content", "buffers")})
    return message


def setUpModule():
    Session.deserialize = deserialize_and_check


def tearDownModule():
    Session.deserialize = deserialize
    if not checked:
        raise AssertionError("no message was checked")
    if faults:
        raise AssertionError(f"{len(faults)} of {checked} messages are not as they must be:\n" + "\n".join(faults[:10]))
