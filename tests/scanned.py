"""What Streamlit looks for in every installed package, looked for once in a test process.

Each `AppTest`, and each server that starts, reads the description of every installed package for
components in it: most of what a test of a page took. No package comes or goes while tests run.
"""

from functools import cache

from streamlit.components.v2 import manifest_scanner


def scan_packages_once() -> None:
    """From now on the first scan is the answer to all."""
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
