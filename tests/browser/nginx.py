"""nginx as `docs/team-server/nginx.conf` has it, on a loopback port and without TLS."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.server import ROOT, free_port

CONF = ROOT / "docs" / "team-server" / "nginx.conf"
# Everything that nginx writes lies in the test's own folder.
FRAME = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {conf}
}}
"""


def find_nginx(folder: Path) -> str:
    """nginx of this machine, else Debian's package, unpacked in `folder` and installed nowhere."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found:
        return found
    if shutil.which("apt-get") is None:
        pytest.skip("nginx is not here, and no apt-get to bring it")
    brought = _run("apt-get", "download", "nginx", folder=folder)
    package = next(folder.glob("nginx_*.deb"), None)
    if brought != 0 or package is None:
        pytest.skip("nginx is not here, and Debian's package cannot be reached")
    unpacked = folder / "usr" / "sbin" / "nginx"
    if _run("dpkg", "-x", str(package), str(folder), folder=folder) or not unpacked.exists():
        pytest.skip("Debian's package of nginx cannot be unpacked")
    if _run(str(unpacked), "-v", folder=folder) != 0:
        pytest.skip("Debian's nginx does not run on this system")
    return str(unpacked)


@contextmanager
def proxy(folder: Path, ports: list[int], plain: int = 0) -> Iterator[str]:
    """The address of an nginx in front of the processes at these ports; ended by its own id.

    At `plain` it leads to the other, as at port 80; its logs lie in the folder.
    """
    binary, port = find_nginx(folder), free_port()
    path = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    path.write_text(
        FRAME.format(
            folder=folder, user=user, conf=_adapted(folder, port, plain or free_port(), ports)
        ),
        "utf-8",
    )
    command = [binary, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(path)]
    process = subprocess.Popen(command)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def _adapted(folder: Path, port: int, plain: int, ports: list[int]) -> str:
    """What the page for a team's server says, but for the names and ports of that team."""
    conf = CONF.read_text("utf-8")
    for number, at in enumerate(ports, 1):
        conf = conf.replace(f"app{number}:8501", f"127.0.0.1:{at}")
    conf = conf.replace("listen 80", f"listen 127.0.0.1:{plain}")
    conf = conf.replace("/var/log/nginx", str(folder))
    conf = conf.replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    conf = conf.replace("server_name desk.example", "server_name 127.0.0.1")
    # Whoever asks is told which process answered.
    served = "add_header X-Served-By $upstream_addr always;\n    client_max_body_size"
    conf = conf.replace("client_max_body_size", served, 1)
    return re.sub(r"^ *(ssl_|add_header Strict).*\n", "", conf, flags=re.MULTILINE)


def _run(*command: str, folder: Path) -> int:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 1
    return done.returncode
