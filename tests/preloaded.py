"""What a server or a command of ours imports in its first seconds, for `tests/forked.py`.

No module of this list reads a setting or starts a thread of Python's while it is imported.
"""

import importlib
import warnings

from streamlit.components.v2 import manifest_scanner

from tests.scanned import scan_packages_once

SLOW = (
    "streamlit.web.cli", "streamlit.web.bootstrap", "streamlit.runtime",
    "streamlit.web.server.starlette", "uvicorn", "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto", "cli", "api.application", "api.oidc", "api.sign_in_routes",
    "models.migrations", "models.writer", "charts", "formats.exchange.imports",
    "formats.exchange.export", "pandas", "altair", "vl_convert", "trafilatura", "py3langid",
    "openpyxl", "pyarrow", "alembic.command", "sqlalchemy.dialects.sqlite", "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
)  # fmt: skip

with warnings.catch_warnings():  # a server tells them to its log
    warnings.simplefilter("ignore")
    for name in SLOW:
        importlib.import_module(name)

scan_packages_once()
manifest_scanner.scan_component_manifests()
