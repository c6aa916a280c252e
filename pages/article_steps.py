"""Agreement along a text as the frame that its chart draws, and as a table."""

import pandas as pd

from agreement.along import Along
from charts.article_agreement import step_in_words
from charts.figures import percent
from pages.article_frames import sentences_in_words
from words import say


def along_frame(found: Along | None) -> pd.DataFrame:
    """What `charts.article_agreement` draws."""
    columns = ["start", "end", "first", "last", "whose", "readers", "agreed", "words"]
    rows = [
        (
            *(one.start, one.end, one.first, one.last, 0, one.readers, one.agreed),
            step_in_words(one.first, one.last, one.readers, one.agreed),
        )
        for one in (found.stretches if found else ())
    ]
    return pd.DataFrame(rows, columns=columns).astype({"agreed": float})


def along_table(found: Along | None) -> pd.DataFrame:
    """A row a stretch of sentences: which, how many looked, and how far they agree."""
    heads = [say(f"article.column_{name}") for name in ("sentences", "readers", "agreed")]
    rows = [
        (
            sentences_in_words(one.first, one.last),
            str(one.readers),
            say("agreement.undefined") if one.agreed is None else percent(one.agreed),
        )
        for one in (found.stretches if found else ())
    ]
    return pd.DataFrame(rows, columns=heads)
