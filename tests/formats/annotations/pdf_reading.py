"""A report as PDF for tests: made in their own process, and read back with pypdf."""

import io
import tempfile
from pathlib import Path

from pypdf import PdfReader

from formats.annotations.dataset import WriteOptions
from formats.annotations.report import spool
from formats.annotations.report.pdf import Making
from tests.formats.annotations.samples import MOMENT, Sample


def read(dataset: Sample, options: WriteOptions | None = None) -> PdfReader:
    """What is written of it, made in this process: another one takes a second to begin."""
    options = options or WriteOptions(made_at=MOMENT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        head = spool.spool(dataset, options, folder)
        making = Making(spool.Spooled(folder), options.tell)
        making.write(folder / "report.pdf")
        found = (folder / "report.pdf").read_bytes()
    counted = {"untagged_texts": head.untagged, "articles_beyond": head.beyond}
    options.lost.update({name: n for name, n in (making.lost | counted).items() if n})
    return PdfReader(io.BytesIO(found))
