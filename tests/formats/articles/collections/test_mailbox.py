import io

from hypothesis import given
from hypothesis import strategies as st

from formats.articles.collections.mailbox import messages
from formats.articles.collections.registry import recognised
from formats.source import MemorySource
from tests.formats.articles.collections.reading import BODY, read

FIRST = f"From: Petra <p@l.example>\nSubject: Quay\nMIME-Version: 1.0\n\n{BODY}\n\n>From here on it is quoted.\nFrom a line that is none.\n"
SECOND = f"From: Ann <a@l.example>\nSubject: Pier\nMIME-Version: 1.0\n\n{BODY}\n"
MAILBOX = f"From p@l.example Tue Apr  7 09:30:00 2026\n{FIRST}\nFrom a@l.example Wed Apr 08 10:00:00 +0200 2026\n{SECOND}\n"


def test_a_mailbox_is_parted_into_its_messages() -> None:
    found = [(line, data.decode()) for line, data in messages(io.BytesIO(MAILBOX.encode()))]
    assert found == [
        (1, FIRST.replace(">From", "From") + "\n"),
        (1 + FIRST.count("\n") + 2, SECOND + "\n"),
    ]


def test_each_message_is_read_or_refused_by_its_line() -> None:
    assert recognised(MemorySource("inbox", MAILBOX.encode())) == "mbox"
    found, refused = read(MAILBOX)
    places = [one.line or 0 for one in found] + [one.line or 0 for one in refused]
    assert sorted(places) == [1, 2 + FIRST.count("\n") + 1]


def test_a_letter_that_begins_with_from_is_no_mailbox() -> None:
    for text in (f"From the harbour\n\n{BODY}", "From Tue Apr  7 09:30:00 2026\n", FIRST):
        assert recognised(MemorySource("a.txt", text.encode())) == ""


@given(st.binary(max_size=200), st.integers(0, 600))
def test_any_damage_is_read_or_refused(damage: bytes, place: int) -> None:
    data = MAILBOX.encode()
    read(data[:place] + damage + data[place:])
    read(data[:70] + damage, format_name="mbox")
