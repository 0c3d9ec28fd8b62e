"""JupyterLab in a headless Chromium, driven as a user drives it: with menus, mouse and keys."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

import schema

PATIENCE = 120  # seconds without any change on the page after which a cell counts as hanging

CHROMIUM_ARGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync"]
if os.geteuid() == 0:
    CHROMIUM_ARGS.append("--no-sandbox")  # Chromium refuses to run as root in a sandbox

SETTINGS = {
    # By default cells off the screen are not laid out, so that nothing can be said about what they show.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension/plugin": {"renameUntitledFileOnSave": False},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}

# What the page shows, cell by cell. Elements without a size are not shown.
DESCRIBE = """() => {
  const shown = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0 };
  const cells = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-CodeCell')];
  return cells.map(cell => {
    const outputs = [...cell.querySelectorAll('.jp-OutputArea-child > .jp-OutputArea-output')];
    const find = selector => outputs.flatMap(o => [...o.querySelectorAll(selector)]);
    const pictures = find('img, svg').filter(e => !e.closest('mjx-container, button'));
    return {
      source: [...cell.querySelectorAll('.cm-line')].map(line => line.textContent).join('\\n'),
      prompt: (cell.querySelector('.jp-InputArea-prompt')?.innerText || '').trim(),
      text: outputs.map(o => o.innerText).join('\\n').trim(),
      formulas: find('mjx-container').filter(shown).length,
      untypeset: outputs.filter(o => o.matches('.jp-RenderedLatex') && !o.querySelector('mjx-container')).length,
      pictures: pictures.filter(e => shown(e) && (e.tagName !== 'IMG' || (e.complete && e.naturalWidth > 0))).length,
      broken: pictures.filter(e => e.tagName === 'IMG' && e.complete && !e.naturalWidth).length,
    } }) }"""


def chromium():
    """The browser's program: $NABLA_CHROMIUM, or what the system calls it."""
    for name in (os.environ.get("NABLA_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and shutil.which(name):
            return shutil.which(name)
    raise RuntimeError("no Chromium: install it, or name its program in NABLA_CHROMIUM")


class Server:
    """A JupyterLab of its own on a free port, with an empty configuration; it serves one folder."""

    def __init__(self, folder, *options):
        self.temp, self.token = Path(tempfile.mkdtemp(prefix="nabla-lab-")), os.urandom(16).hex()
        for plugin, values in SETTINGS.items():
            file = self.temp / "config/lab/user-settings" / f"{plugin}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = open(self.temp / "server.log", "w+b")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0",
             "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={self.token}", f"--ServerApp.root_dir={folder}",
             "--NotebookNotary.db_file=:memory:", *options],
            cwd=folder, stdout=self.log, stderr=subprocess.STDOUT,
            env=dict(os.environ, JUPYTER_CONFIG_DIR=str(self.temp / "config"), JUPYTER_RUNTIME_DIR=str(self.temp / "runtime")))
        self.wait()

    def wait(self):
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            try:
                return self.get("/api/status")
            except OSError:
                time.sleep(0.2)
        self.log.seek(0)
        raise RuntimeError("JupyterLab did not start:\n" + self.log.read().decode()[-4000:])

    def ask(self, path, method="GET"):
        request = urllib.request.Request(self.url + path, method=method, headers={"Authorization": f"token {self.token}"})
        return urllib.request.urlopen(request, timeout=60)

    def get(self, path):
        return json.load(self.ask(path))

    def delete(self, path):
        self.ask(path, "DELETE").close()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.temp, ignore_errors=True)


class Lab:
    """A page of JupyterLab in the browser."""

    def __init__(self, server, screenshots):
        self.server, self.screenshots = server, Path(screenshots)
        self.screenshots.mkdir(parents=True, exist_ok=True)
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        self.page = self.browser.new_page(viewport={"width": 1280, "height": 900})
        self.page.on("websocket", lambda socket: "/channels" in socket.url and socket.on("framereceived", schema.frame))

    def close(self):
        self.browser.close()
        self.playwright.stop()

    def poll(self, question, seconds=PATIENCE):
        """Ask until the answer is true; wait inside playwright, whose page stands still otherwise."""
        end = time.monotonic() + seconds
        while not (answer := question()) and time.monotonic() < end:
            self.page.wait_for_timeout(100)
        return answer

    def screenshot(self, name):
        self.page.screenshot(path=self.screenshots / f"{name}.png")

    def open(self, path=""):
        """Open a notebook, or the launcher, with nothing else beside it and no other kernel."""
        for session in self.server.get("/api/sessions"):
            self.server.delete(f"/api/sessions/{session['id']}")
        self.page.goto(f"{self.server.url}/lab{'/tree/' + path if path else ''}?token={self.server.token}&reset")
        what = ".jp-Notebook .jp-Cell" if path else ".jp-LauncherCard"
        self.page.locator(what).first.wait_for(timeout=PATIENCE * 1000)
        if path:
            self.wait_for_kernel()

    def another_page(self, path):
        """Open a notebook that is open already in a second page, as in another window."""
        page = self.browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{self.server.url}/lab/workspaces/other/tree/{path}?token={self.server.token}&reset")
        return page

    def wait_for_kernel(self):
        """Wait until JupyterLab says that the kernel is idle: the indicator alone says so before there is one."""
        def idle():
            kernels = [s["kernel"] for s in self.server.get("/api/sessions")]
            return len(kernels) == 1 and kernels[0]["execution_state"] == "idle" and self.status() == "idle"
        if not self.poll(idle):
            raise RuntimeError(f"the kernel did not get ready: {self.server.get('/api/sessions')}")

    def status(self):
        indicator = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator")
        return indicator.first.get_attribute("data-status") if indicator.count() else ""

    def menu(self, title, command):
        self.page.locator(".lm-MenuBar-item", has_text=re.compile(f"^{title}$")).click()
        self.page.locator(f'.lm-Menu-item[data-command="{command}"]').click()

    def cells(self):
        return self.page.evaluate(DESCRIBE)

    def type_cell(self, code):
        """Type code into the last cell, key by key where it matters, and run it with Shift+Enter; gives its number."""
        cell = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").last
        cell.locator(".cm-content").click()
        head, newline, tail = code.rpartition("\n")
        self.page.keyboard.insert_text(head + newline)
        self.page.keyboard.type(tail)
        number = len(self.cells()) - 1
        typed = self.cells()[number]["source"]
        if typed != code:
            raise RuntimeError(f"typed {code!r}, but the cell holds {typed!r}")
        self.page.keyboard.press("Shift+Enter")
        return number

    def write(self, code):
        """Put code into the last cell, in place of what is there; the cursor is behind it."""
        self.page.keyboard.press("Escape")
        self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").last.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(code)

    def complete(self, code):
        """Write code and press Tab; gives the names proposed and their kinds, none if one was taken at once."""
        self.write(code)
        items = self.page.locator(".jp-Completer:not(.lm-mod-hidden) .jp-Completer-item")

        def proposed():
            written = self.cells()[-1]["source"]
            return items.count() or written != code
        # JupyterLab gives up a kernel that takes more than a second.
        for attempt in range(5):
            self.page.keyboard.press("Tab")
            if self.poll(proposed, 5):
                break
            self.write(code)
        self.page.wait_for_timeout(300)
        return [(item.locator(".jp-Completer-match").inner_text(), kind.inner_text() if (kind := item.locator(".jp-Completer-typeExtended")).count() else "")
                for item in items.all()]

    def inspect(self, code):
        """Write code and press Shift+Tab; gives the text of the tooltip."""
        self.write(code)
        tooltip = self.page.locator(".jp-Tooltip")
        for attempt in range(5):
            self.page.keyboard.press("Shift+Tab")
            if self.poll(lambda: tooltip.count() and tooltip.first.inner_text().strip(), 5):
                break
        return tooltip.first.inner_text() if tooltip.count() else ""

    def finished(self, number):
        """Wait for the number in a cell's prompt, and for MathJax; gives what the cell shows."""
        def done():
            cell = self.cells()[number]
            return cell if re.search(r"\d", cell["prompt"]) and not cell["untypeset"] else None
        cell = self.poll(done)
        if not cell:
            raise RuntimeError(f"cell {number} did not finish: {self.cells()[number]}")
        self.page.wait_for_timeout(300)  # outputs are drawn a moment after the prompt
        return self.cells()[number]

    def run(self, code):
        return self.finished(self.type_cell(code))

    def run_all(self):
        """Run > Run All Cells; gives what every cell shows once none is running any more."""
        self.menu("Run", "runmenu:run-all")
        seen, changed, calm = None, time.monotonic(), 0
        while calm < 5:
            self.page.wait_for_timeout(200)
            cells = self.cells()
            if cells != seen:
                seen, changed = cells, time.monotonic()
            busy = self.status() == "busy" or any("*" in cell["prompt"] for cell in cells)
            started = any(re.search(r"[*\d]", cell["prompt"]) for cell in cells)
            calm = calm + 1 if started and not busy and not any(cell["untypeset"] for cell in cells) else 0
            if time.monotonic() - changed > PATIENCE:
                raise RuntimeError(f"nothing changed for {PATIENCE} s: {cells}")
        return seen

    def photograph(self, name):
        """Screenshots of the whole notebook, a view at a time."""
        for number in range(1, 40):
            at_end = self.page.evaluate("""number => {
                let e = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell');
                while (e && !(e.scrollHeight > e.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(e).overflowY))) e = e.parentElement;
                if (!e) return true;
                e.scrollTop = (number - 1) * (e.clientHeight - 60);
                const cells = document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell');
                return [...cells].at(-1).getBoundingClientRect().bottom <= e.getBoundingClientRect().bottom;
            }""", number)
            self.page.wait_for_timeout(300)
            self.screenshot(f"{name}-{number:02d}")
            if at_end:
                return
