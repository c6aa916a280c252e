import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.labelled_csv import write
from tests.formats.annotations.samples import (
    ANNOTATION,
    OPTIONS,
    Sample,
    quoting,
    read_csv,
    read_pandas,
)

HEADER = (
    "annotation_id,project,article_id,revision,text_sha256,outlet,title,url,byline,published_at,"
    "language,start,end,quote,prefix,suffix,paragraph,sentence,tag,note,confidence,evidence_urls,"
    "reviewer,origin,status,is_gold,n_reviewers,n_agree,guideline_version,created_at,updated_at"
)
# What the database can hold: everything but NUL and unpaired surrogates.
stored = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
awkward = st.text(st.sampled_from(" \"',;\t\r\n\u2028\x85\ufeff=NA💩é"), max_size=12)


def exported(sample: Sample) -> bytes:
    return b"".join(write(sample, OPTIONS))


def test_header_and_order_are_the_contract_to_the_letter() -> None:
    assert exported(Sample(annotation_rows=[])) == f"{HEADER}\n".encode()


def test_a_row_to_the_letter() -> None:
    row = replace(ANNOTATION, quote='say "so", he\r\nsaid', is_gold=True, guideline_version=3)
    assert exported(Sample(annotation_rows=[row])).decode().split("\n", 1)[1] == (
        f"{ANNOTATION.annotation_id},Desk,1,1,{'ab' * 32},The Harbour Gazette,Ferry late again,"
        'https://example.org/ferry,R. Moss,2026-04-10,en,3,8,"say ""so"", he\r\nsaid",At , o\'clock,'
        "0,0,sourced,,,https://example.org/a https://example.org/b,ines,human,submitted,true,2,1,3,"
        "2026-04-11T09:30:15Z,2026-04-11T09:30:15Z\n"
    )


def test_times_of_another_zone_leave_in_utc() -> None:
    summer = datetime(2026, 7, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    sample = Sample(annotation_rows=[replace(ANNOTATION, created_at=summer)])
    assert read_csv(exported(sample))[0]["created_at"] == "2026-06-30T23:00:00Z"


@given(quote=stored | awkward, note=stored | awkward, title=stored | awkward)
def test_python_reads_back_every_cell(quote: str, note: str, title: str) -> None:
    row = replace(ANNOTATION, quote=quote, note=note, title=title)
    read = read_csv(exported(Sample(annotation_rows=[row, row])))
    assert [(r["quote"], r["note"], r["title"]) for r in read] == [(quote, note, title)] * 2


@given(quotes=st.lists(stored | awkward, min_size=1, max_size=5))
def test_pandas_reads_back_every_quote(quotes: list[str]) -> None:
    # A word among them: no reader can know that a column of nothing but digits is text.
    quotes = [*quotes, "word"]
    assert list(read_pandas(exported(quoting(*quotes)))["quote"]) == quotes


@pytest.mark.parametrize(
    "quote",
    [
        "NA",
        "null",
        "  leading",
        "trailing \n",
        "a\rb",
        "\r",
        "a\r\nb",
        "\u2028",
        '"',
        '""',
        ",",
        "#x",
    ],
)
def test_pandas_keeps_a_quote_that_looks_like_something_else(quote: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(exported(quoting(quote, "word")))
    assert list(pd.read_csv(path, keep_default_na=False)["quote"]) == [quote, "word"]


def test_missing_numbers_are_blank() -> None:
    row = replace(ANNOTATION, paragraph=None, sentence=None)
    read = read_csv(exported(Sample(annotation_rows=[row])))[0]
    assert (read["paragraph"], read["sentence"], read["guideline_version"]) == ("", "", "")


def test_naughty_strings_as_titles_come_back(corpora: Path) -> None:
    strings = json.loads((corpora / "4_hostile/blns/blns.json").read_text("utf-8"))
    titles = [title for title in strings if "\0" not in title]
    rows = [replace(ANNOTATION, title=title, note=title) for title in titles]
    read = read_csv(exported(Sample(annotation_rows=rows)))
    assert [row["title"] for row in read] == titles
    assert [row["note"] for row in read] == titles


def test_real_texts_come_back_as_quotes(real_articles: list[Path]) -> None:
    texts = [path.read_text("utf-8") for path in real_articles]
    assert list(read_pandas(exported(quoting(*texts)))["quote"]) == texts
