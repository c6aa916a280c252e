"""What an export left behind: what its format cannot carry, with how much of it there was."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from formats.annotations.dataset import WriteOptions
from formats.exchange.export import find_codec
from models.queries.export_contents import contents
from models.queries.export_filters import ExportFilters
from words import say

Loss = tuple[str, int | None]
"""A name of CARRIES_NOT and how much of it there was; None where that cannot be counted."""


def losses(
    session: Session,
    asker: int | None,
    project_id: int,
    format_name: str,
    filters: ExportFilters,
    options: WriteOptions | None = None,
) -> list[Loss]:
    """What the format loses of this project; nothing is told of what there is none of.

    Before an export that is what the format cannot carry; after it, with the `options` it was
    written with, also what the codec found on the way.
    """
    counts = contents(session, asker, project_id, filters)
    met = options.lost if options is not None else {}
    names = dict.fromkeys((*find_codec(format_name).CARRIES_NOT, *met))
    # What only the writing shows, and did not show, there is none of.
    unmet = None if options is None else 0
    found = [(name, met.get(name) or counts.get(name, unmet)) for name in names]
    return [(name, count) for name, count in found if count != 0]


def tell_losses(format_name: str, lost: Sequence[Loss]) -> str:
    """One sentence of all of them."""
    told = [
        say(f"exporting.lacks_{name}")
        if count is None
        else say("cli.lost_counted", what=say(f"exporting.lacks_{name}"), n=f"{count:,}")
        for name, count in lost
    ]
    return say("cli.lost", format=format_name, losses=", ".join(told))
