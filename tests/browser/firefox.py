"""Drives an installed Firefox over WebDriver BiDi: Playwright drives only a Firefox of its own."""

import json
import os
import shutil
import subprocess
import time
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import websockets.sync.client

NAMES = ("firefox-esr", "firefox")
_START_WITHIN = 60.0  # seconds
_ANSWER_WITHIN = 30.0  # seconds
_STOP_WITHIN = 10.0  # seconds
_ADDRESS = "WebDriverBiDiServer.json"
_LEFT_BUTTON = 0
# No traffic of its own, and no page of its own in the way.
_PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#",
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}


def find_firefox() -> Path | None:
    """An installed Firefox, or the one that `WORKBENCH_FIREFOX` names; None where there is none."""
    named = os.environ.get("WORKBENCH_FIREFOX")
    found = [shutil.which(name) for name in ((named,) if named else NAMES)]
    return next((Path(path) for path in found if path), None)


class FirefoxError(Exception):
    """Firefox did not start, or did not do what it was told; the text is its own where it said one."""


class Firefox:
    """One window of a headless Firefox with a profile of its own in `folder`."""

    def __init__(self, program: Path, folder: Path) -> None:
        profile = folder / "profile"
        profile.mkdir()
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items())
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        with (folder / "firefox.log").open("wb") as log:
            self._process = subprocess.Popen(
                [program, "--headless", "--no-remote", "--profile", profile,
                 "--width", "1440", "--height", "900",
                 "--remote-debugging-port=0", "about:blank"],
                env={**os.environ, "HOME": str(folder)}, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self._numbers = count(1)
        self._ending = ExitStack()
        self._ending.callback(self._end)
        try:
            self._connection = self._ending.enter_context(
                websockets.sync.client.connect(
                    f"ws://{self._address(profile)}/session", proxy=None, max_size=None
                )
            )
            self._order("session.new", capabilities={})
            (self._tab,) = self._order("browsingContext.getTree")["contexts"]
        except BaseException:
            self._ending.close()
            raise

    def close(self) -> None:
        """Ends the browser."""
        with self._ending:
            self._order("browser.close")

    def open(self, url: str) -> None:
        """Goes to an address and waits until it is loaded."""
        self._order("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, function: str, *arguments: object) -> Any:
        """Calls a JavaScript function in the page; both ways everything goes as JSON."""
        source = f"async () => JSON.stringify(await ({function})(...{json.dumps(arguments)}))"
        answer = self._order(
            "script.callFunction", functionDeclaration=source, awaitPromise=True,
            target={"context": self._context},
        )  # fmt: skip
        if answer["type"] != "success":
            raise FirefoxError(answer["exceptionDetails"]["text"])
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def wait_for(self, function: str, *arguments: object, seconds: float = 20) -> Any:
        """What the function answers once that is true; FirefoxError if it does not become so."""
        deadline = time.monotonic() + seconds
        while not (answer := self.evaluate(function, *arguments)):
            if time.monotonic() > deadline:
                raise FirefoxError(f"In vain for {seconds} seconds: {function}")
            time.sleep(0.05)
        return answer

    def press(self, key: str) -> None:
        """Presses and lets go of a key."""
        keys = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": keys})

    def drag(self, from_: tuple[float, float], to: tuple[float, float]) -> None:
        """Drags the mouse from one point of the window to another."""
        middle = ((from_[0] + to[0]) / 2, (from_[1] + to[1]) / 2)
        actions = [
            _move(from_),
            {"type": "pointerDown", "button": _LEFT_BUTTON},
            _move(middle, milliseconds=40),
            _move(to, milliseconds=40),
            {"type": "pointerUp", "button": _LEFT_BUTTON},
        ]
        self._perform({"type": "pointer", "id": "mouse", "actions": actions})

    @property
    def _context(self) -> str:
        return str(self._tab["context"])

    def _perform(self, source: dict[str, object]) -> None:
        self._order("input.performActions", context=self._context, actions=[source])

    def _order(self, method: str, **parameters: object) -> Any:
        number = next(self._numbers)
        order = {"id": number, "method": method, "params": parameters}
        self._connection.send(json.dumps(order))
        while True:
            answer = json.loads(self._connection.recv(_ANSWER_WITHIN))
            if answer.get("id") != number:
                continue
            if answer["type"] == "error":
                raise FirefoxError(f"{method}: {answer['error']}: {answer['message']}")
            return answer["result"]

    def _address(self, profile: Path) -> str:
        deadline = time.monotonic() + _START_WITHIN
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                told = json.loads((profile / _ADDRESS).read_text("utf-8"))
            except (FileNotFoundError, json.JSONDecodeError):
                time.sleep(0.05)
                continue
            return f"{told['ws_host']}:{told['ws_port']}"
        raise FirefoxError("Firefox did not open its port for WebDriver BiDi.")

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(_STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _move(point: tuple[float, float], *, milliseconds: int = 0) -> dict[str, object]:
    x, y = (round(value) for value in point)
    return {"type": "pointerMove", "x": x, "y": y, "duration": milliseconds}
