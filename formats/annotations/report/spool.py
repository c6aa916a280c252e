"""What a PDF is made of, in a folder: so that another process can read it, as often as it needs.

A PDF is made in memory, so it takes only so much: what is beyond that is counted, and left out
before anything is made. Texts without passages are counted alone.
"""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.rows import TagRow

MOST_CHARACTERS = 2_000_000
"""So much text is printed, about a thousand pages."""

MOST_PASSAGES = 20_000
"""So many passages are, each with its note."""

_HEAD, _DOCUMENTS = "head", "documents"


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of all of it together."""

    project: str
    tags: Sequence[TagRow]
    made_at: datetime
    untagged: int
    beyond: int
    characters: int


@dataclass(frozen=True, slots=True)
class Spooled:
    """One export, kept in that folder."""

    folder: Path

    def head(self) -> Head:
        """What is known of all of it."""
        with (self.folder / _HEAD).open("rb") as file:
            # Only the process that made the folder, which is private, writes into it.
            found: Head = pickle.load(file)  # noqa: S301
        return found

    def documents(self) -> Iterator[Document]:
        """What is printed, one text in memory at a time."""
        with (self.folder / _DOCUMENTS).open("rb") as file:
            while True:
                try:
                    yield pickle.load(file)  # noqa: S301
                except EOFError:
                    return


def spool(dataset: Dataset, options: WriteOptions, folder: Path) -> Head:
    """Keep everything that is printed, and tell what is not."""
    untagged = beyond = characters = passages = 0
    with (folder / _DOCUMENTS).open("wb") as file:
        for document in documents(dataset):
            size, noted = len(document.article.text), len(document.annotations)
            if not noted:
                untagged += 1
            elif characters and not _fits(characters + size, passages + noted):
                beyond += 1
            else:
                characters, passages = characters + size, passages + noted
                pickle.dump(document, file, pickle.HIGHEST_PROTOCOL)
    tags = tuple(dataset.codebook())
    head = Head(dataset.project, tags, options.made_at, untagged, beyond, characters)
    with (folder / _HEAD).open("wb") as file:
        pickle.dump(head, file, pickle.HIGHEST_PROTOCOL)
    return head


def _fits(characters: int, passages: int) -> bool:
    return characters <= MOST_CHARACTERS and passages <= MOST_PASSAGES
