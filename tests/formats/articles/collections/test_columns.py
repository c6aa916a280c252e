import pytest

from formats.articles.collections.columns import parse_columns
from formats.articles.collections.registry import columns_of
from formats.articles.errors import ArticleError
from formats.source import MemorySource
from tests.formats.articles.collections.reading import BODY, articles, read

LONG = BODY.replace(",", "")


def guess(header: str, *rows: str) -> dict[str, str]:
    data = "\n".join([header, *(rows or (",".join([LONG] * (header.count(",") + 1)),))])
    columns = columns_of(MemorySource("a.csv", data.encode()))
    return {column.name: column.field for column in columns if column.field}


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("headline,body,author,source", "title text byline outlet"),
        ("articleBody,Headline,Publisher", "text title outlet"),
        ("Article Title,Article Text,News Source", "title text outlet"),
        ("article_title,full_text,writer", "title text byline"),
        ("Titel,Inhalt,Autor,Zeitung", "title text byline outlet"),
        ("Überschrift,Volltext,Verfasserin,Quelle", "title text byline outlet"),
        ("titre,texte,auteur,journal", "title text byline outlet"),
        ("título,contenido,autora,fuente", "title text byline outlet"),
        ("titolo,testo,autore,testata", "title text byline outlet"),
        ("заголовок,текст,автор,источник", "title text byline outlet"),
        ("标题,正文,作者,来源", "title text byline outlet"),
        ("見出し,本文,著者,媒体名", "title text byline outlet"),
        ("제목,본문,기자,언론사", "title text byline outlet"),
        ("العنوان,النص,الكاتب,المصدر", "title text byline outlet"),
        ("id,TITLE,TEXT,label", " title text "),
        ("title,description", "title text"),
        ("title,summary,content", "title  text"),
        ("statement,label", "text "),
    ],
)
def test_columns_are_told_by_their_names(header: str, fields: str) -> None:
    wanted = dict(zip(header.split(","), fields.split(" "), strict=True))
    assert guess(header) == {name: field for name, field in wanted.items() if field}


def test_what_stands_in_a_column_speaks_against_its_name() -> None:
    found = guess(
        "source,data,lang,content,url",
        f"https://a.example/1,5,very,{LONG},2026-04-07",
        f"https://a.example/2,6,well,{LONG},2026-04-08",
    )
    assert found == {"source": "url", "content": "text"}
    found = guess(
        "publisher,link,date,text,language", f"AP,https://a.example,May 3 2026,{LONG},en-GB"
    )
    assert set(found.values()) == {"outlet", "url", "published_at", "text", "language"}


def test_of_several_texts_the_whole_one_is_taken() -> None:
    row = f"A,{LONG[:40]},{LONG * 3},<p>{LONG * 3}</p>"
    assert guess("title,text,body,body_html", row) == {"title": "title", "body": "text"}
    (one,) = articles(f"title,content_html\nA,<p>One &amp; two</p><p>{LONG}</p>\n", "a.csv")
    assert one.article.text == f"One & two\n\n{LONG}"


def test_a_table_without_a_header_is_told_by_what_stands_in_it() -> None:
    rows = "".join(
        f"{number},The board met on day {number},{LONG},https://a.example/{number},2026-04-0{number},en\n"
        for number in range(1, 5)
    )
    found = articles(rows, "a.csv")
    assert [one.line for one in found] == [1, 2, 3, 4]
    first = found[0].article
    assert (first.title, first.text) == ("The board met on day 1", LONG)
    assert (first.url, first.published_at, first.language) == (
        "https://a.example/1",
        "2026-04-01",
        "en",
    )


def test_one_column_is_the_text() -> None:
    header = articles(f"text\n{LONG}\nTwo words.\n", "a.csv")
    assert [one.article.text for one in header] == [LONG, "Two words."]
    assert [one.article.text for one in articles(f"{LONG}\nTwo words.\n", "a.csv")] == [
        LONG,
        "Two words.",
    ]


def test_a_person_says_which_column_is_which() -> None:
    data = f"a,b,c\nOne,{LONG},Two\n"
    (one,) = articles(data, "x.csv", {"text": "b", "title": "c"})
    assert (one.article.title, one.article.text) == ("Two", LONG)
    (one,) = articles(data, "x.csv", {"text": "1", "title": "3"})
    assert (one.article.title, one.article.text) == ("Two", "One")
    (one,) = articles(f"title,text,url\nA,{LONG},https://a.example\n", "x.csv", {"url": ""})
    assert one.article.url == ""
    (one,) = articles(f"Title,Text\nA,{LONG}\n", "x.csv", {"text": "text", "title": ""})
    assert one.article.title == f"{LONG[:0]}{one.article.title}"
    assert one.article.found["title"] != "column"


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"text": "d"}, "There is no column d: the columns are a, b"),
        ({"text": "9"}, "There is no column 9"),
        ({"words": "a"}, "words is no field of an article"),
        ({"text": ""}, "No column was found"),
    ],
)
def test_a_column_that_is_none_is_refused(columns: dict[str, str], says: str) -> None:
    found, refused = read("a,b\nOne,2\n", "x.csv", columns)
    assert found == []
    assert [one.reason[: len(says)] for one in refused] == [says]


def test_the_screen_is_shown_columns_with_samples() -> None:
    data = "headline,body,n\n" + "".join(f"T{n},{n} {LONG * 2},{n}\n" for n in range(9))
    title, text, number = columns_of(MemorySource("a.csv", data.encode()))
    assert (title.name, title.number, title.field) == ("headline", 1, "title")
    assert title.samples == ("T0", "T1", "T2")
    assert text.field == "text"
    assert all(len(sample) == 200 and sample.endswith("…") for sample in text.samples)
    assert (number.field, number.samples) == ("", ("0", "1", "2"))
    assert columns_of(MemorySource("a.txt", b"An article.\n\nIts text.")) == ()


def test_the_option_of_the_command_line() -> None:
    assert parse_columns("text=body, title = Head line,url=") == {
        "text": "body",
        "title": "Head line",
        "url": "",
    }
    for wrong in ("text", "words=a", "text=a,text=b", "=a"):
        with pytest.raises(ArticleError):
            parse_columns(wrong)


def test_a_column_of_days_before_months_is_read_as_one() -> None:
    def days(*dates: str) -> list[str]:
        rows = "".join(f'T,{LONG},"{date}"\n' for date in dates)
        found = articles(f"title,text,date\n{rows}", "a.csv")
        return [one.article.published_at for one in found]

    assert days("05/06/2026", "25/06/2026") == ["2026-06-05", "2026-06-25"]
    assert days("05/06/2026", "05/25/2026") == ["2026-05-06", "2026-05-25"]
    assert days("05/06/2026", "06/05/2026") == ["", ""]
    assert days(
        "1775552400", "2026-04-07T09:00:00+02:00", "20260407", "Tue, 07 Apr 2026 09:00:00 GMT"
    ) == [
        "2026-04-07T09:00:00Z",
        "2026-04-07T07:00:00Z",
        "2026-04-07",
        "2026-04-07T09:00:00Z",
    ]
    (one,) = articles(f"title,text,date\nA,{LONG},soon 1\n", "a.csv")
    assert one.unread == {"published_at": "soon 1"}
