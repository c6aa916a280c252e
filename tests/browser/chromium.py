"""Finds a Chrome or Chromium for the browser tests, or brings one in; run it to see which.

`python -m tests.browser.chromium` prints the path. There is no way to skip: without a browser it
ends with a sentence that says what was tried.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
USUAL_PLACES = (
    "/usr/lib/chromium/chromium",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PLAYWRIGHT_CACHES = (
    "~/.cache/ms-playwright",
    "~/Library/Caches/ms-playwright",
)
PLAYWRIGHT_BINARIES = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
# The last such flag counts, so these are Playwright's own too; the rest are the address bar's pages,
# which every new window would load: two thirds of what a window costs, and no test sees them.
_FEATURES_OFF = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
)
_WAIT_FOR_INSTALLATION = 600  # seconds
_WAIT_FOR_VERSION = 30  # seconds


class NoBrowserError(Exception):
    """No Chrome or Chromium is installed and none could be brought in; the text says what to do."""


def launch_flags() -> list[str]:
    """How the tests start Chromium: headless, and without any traffic of its own."""
    flags = [
        "--headless=new",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        f"--disable-features={','.join(_FEATURES_OFF)}",
    ]
    return ["--no-sandbox", *flags] if _is_root() else flags


def find_chromium() -> Path:
    """A browser that answers `--version`: an installed one, Playwright's, else the system's.

    Raises NoBrowserError when none is found and none can be installed.
    """
    tried: list[str] = []
    for bring_in in (_nothing, _playwright_install, _apt_install):
        try:
            bring_in()
        except (OSError, subprocess.SubprocessError) as error:
            tried.append(f"{bring_in.__doc__}: {error}")
        found = next(filter(_answers, _candidates()), None)
        if found is not None:
            return found
    raise NoBrowserError(
        "No Chrome or Chromium is here, and none could be installed; install one and run this "
        f"again, or name it in WORKBENCH_CHROMIUM. Tried: {'; '.join(tried) or 'PATH'}."
    )


def _candidates() -> Iterator[Path]:
    named = os.environ.get("WORKBENCH_CHROMIUM")
    if named:
        yield Path(named)
    for name in NAMES:
        if path := shutil.which(name):
            yield Path(path)
    yield from map(Path, USUAL_PLACES)
    for cache in (os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""), *PLAYWRIGHT_CACHES):
        for pattern in PLAYWRIGHT_BINARIES if cache else ():
            yield from sorted(Path(cache).expanduser().glob(pattern), reverse=True)


def _answers(path: Path) -> bool:
    if not os.access(path, os.X_OK):
        return False
    try:
        version = subprocess.run(
            [path, "--version"],
            check=False,
            capture_output=True,
            text=True,
            timeout=_WAIT_FOR_VERSION,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return version.returncode == 0 and "." in version.stdout


def _nothing() -> None:
    """what is installed"""


def _playwright_install() -> None:
    """playwright install chromium"""
    _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _apt_install() -> None:
    """apt-get install chromium"""
    privilege = [] if _is_root() else ["sudo", "--non-interactive"]
    _run([*privilege, "apt-get", "update", "--quiet"])
    _run([*privilege, "apt-get", "install", "--yes", "--quiet", "chromium"])


def _run(command: list[str]) -> None:
    subprocess.run(
        command, check=True, stdout=sys.stderr, stdin=subprocess.DEVNULL,
        timeout=_WAIT_FOR_INSTALLATION, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )  # fmt: skip


def _is_root() -> bool:
    geteuid: Callable[[], int] | None = getattr(os, "geteuid", None)
    return geteuid is not None and geteuid() == 0


if __name__ == "__main__":
    try:
        print(find_chromium())
    except NoBrowserError as error:
        sys.exit(str(error))
