"""A real Jupyter server of its own: private configuration, data, runtime, settings and workspaces; nothing shared."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
TOKEN = "browser-tests"
START_SECONDS = 60
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
}


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class JupyterServer:
    """One server for one course folder; ``home`` holds all that Jupyter would otherwise write into the user's home."""

    root: Path
    home: Path
    pythonpath: tuple[Path, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "JupyterServer":
        """Starts the server (again, if it was killed) and waits until it answers."""
        extension = self.home / "share" / "labextensions" / "@alongside" / "course"
        shutil.copytree(PROJECT / "labextension", extension, dirs_exist_ok=True)
        labconfig = self.home / "config" / "labconfig"
        labconfig.mkdir(parents=True, exist_ok=True)
        (labconfig / "default_setting_overrides.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
        command += [f"--ServerApp.root_dir={self.root}", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={self.port}"]
        command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]
        # Only so that tests can ask the page what Jupyter believes (is this notebook unsaved?).
        command += ["--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self._environment(), stdout=log, stderr=log, cwd=self.root)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Jupyter did not start:\n{(self.home / 'server.log').read_text()[-3000:]}")
            time.sleep(0.1)
        return self

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHONDONTWRITE"))}
        paths = [str(p) for p in (*self.pythonpath, PROJECT)]
        places = {
            "JUPYTER_PATH": "share",
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "IPYTHONDIR": "ipython",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        }
        own = {name: str(self.home / folder) for name, folder in places.items()}
        return {**kept, "PYTHONPATH": os.pathsep.join(paths), **own, **self.environment}

    def _answers(self) -> bool:
        try:
            self.api("GET", "status")
        except (urllib.error.URLError, ConnectionError):
            return False
        return True

    def api(self, method: str, path: str, body: object = None) -> Any:
        """One call of Jupyter's REST API; the answer's JSON, or None when it has none."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api/{path}", data=data, method=method)
        request.add_header("Authorization", f"token {TOKEN}")
        with urllib.request.urlopen(request, timeout=30) as reply:
            text = reply.read()
        return json.loads(text) if text else None

    def kernel_ids(self) -> list[str]:
        """The kernels that run now."""
        return [kernel["id"] for kernel in self.api("GET", "kernels")]

    def close_sessions(self) -> None:
        """Ends every notebook's kernel, so that the next test starts with a fresh one."""
        for session in self.api("GET", "sessions"):
            self.api("DELETE", f"sessions/{session['id']}")

    def kill(self) -> None:
        """SIGKILL, as when a laptop's battery dies (kernels end by themselves when their parent is gone)."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """An orderly end, with the kernels."""
        if self.process and self.process.poll() is None:
            self.close_sessions()
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
