"""What nginx writes down, as `docs/team-server/nginx.conf` tells it to: never a link or a ticket."""

from pathlib import Path

import httpx

from tests.browser.nginx import proxy
from tests.browser.server import free_port

SECRETS = ("sign-in/link/s3cret-link", "sign-in/%6cink/s3cret-link", "api/exports/s3cret-ticket")


def test_no_log_keeps_an_address_that_is_good_once(tmp_path: Path) -> None:
    plain = free_port()
    # Nobody answers at these ports: nginx says so, in its log of errors.
    with proxy(tmp_path, [free_port(), free_port()], plain) as address:
        client = httpx.Client(transport=httpx.HTTPTransport(retries=5), timeout=30)
        for start in (address, f"http://127.0.0.1:{plain}"):
            for path in (*SECRETS, "assignments"):
                client.get(f"{start}/{path}")
    logged = {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.log")}
    assert "GET /assignments" in logged["error.log"]
    assert logged["workbench.log"].count("GET /assignments") == 2
    assert "s3cret" not in "".join(logged.values())
