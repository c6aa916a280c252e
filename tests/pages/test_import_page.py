"""The import page as an editor meets it: pasted text, many files, refusals, duplicates."""

import json
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import pytest
import streamlit as st
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from formats.annotations.dataset import WriteOptions
from formats.exchange.export import export_project
from models import database
from models.article import Article, count_articles, find_same_text, latest_revision
from models.database import Database
from models.membership import Role, join
from models.people import sign_in_locally
from models.project import Project
from models.queries.export_filters import ExportFilters
from models.text import clean_text
from pages.to_the_letter import plain
from settings import settings
from tests.builders import Desk, build_desk
from words import say

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
LEAD = (
    "The harbour board met for four hours on Tuesday and put off its decision on the new quay "
    "until the autumn, as two of its members had asked."
)
ARTICLE = f"Quay decision put off\n\nBy Petra Olsen | June 5, 2026\n\n{LEAD}\n\nLeave a Reply\n"
KEPT = f"Quay decision put off\n\nBy Petra Olsen | June 5, 2026\n\n{LEAD}"


@pytest.fixture
def ines(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose one person, Ines, imports."""
    monkeypatch.setenv("WORKBENCH_SOLO_NAME", "Ines")
    settings.cache_clear()
    st.cache_data.clear()
    opened: Database = database.configure(sqlite_url)
    desk = build_desk(opened)
    with opened.begin() as session:
        join(session, sign_in_locally(session, "Ines").id, desk.project_id, Role.ADMIN)
    yield desk
    settings.cache_clear()


def visit(tab: str = "Files") -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=120).run()
    page.session_state["import_tab"] = tab
    page.switch_page("import_page.py").run()
    assert not page.exception
    return page


def paste(page: AppTest, text: str) -> AppTest:
    page.text_area[0].set_value(text).run()
    return page


def upload(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    page.file_uploader[-1].set_value([(name, data, "") for name, data in files]).run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def field(page: AppTest, name: str) -> str:
    return str(next(one for one in page.text_input if one.label.startswith(name)).value)


def stored(desk: Desk, text: str) -> str | None:
    """The title of the article that has this text."""
    with desk.database.read() as session:
        article = find_same_text(session, desk.project_id, clean_text(text))
        return article.title if article else None


def number_of_articles(desk: Desk) -> int:
    with desk.database.read() as session:
        return count_articles(session, desk.editor, desk.project_id)


def test_a_pasted_article_is_cut_by_the_persons_word_and_stored(ines: Desk) -> None:
    page = paste(visit("Paste"), ARTICLE)
    assert (field(page, "Title"), field(page, "Byline")) == ("Quay decision put off", "Petra Olsen")
    assert field(page, "Published") == "5 June 2026"
    assert "<s>Leave a Reply</s>" in html(page)
    press(page, "Import, cut 1 line")
    assert "Imported: Quay decision put off" in html(page)
    assert stored(ines, KEPT) == "Quay decision put off"
    assert {"Read it now", "Go to the library"} <= set(labels(page))


def test_what_is_unticked_stays_and_the_button_says_so(ines: Desk) -> None:
    page = paste(visit("Paste"), ARTICLE)
    page.checkbox[0].uncheck().run()
    assert "<s>" not in html(page)
    press(page, "Import article")
    assert stored(ines, ARTICLE) == "Quay decision put off"


def test_a_person_may_cut_lines_of_their_own(ines: Desk) -> None:
    page = paste(visit("Paste"), ARTICLE)
    page.toggle[0].set_value(True).run()
    second = next(box for box in page.checkbox if box.label == "Cut line 2")
    second.check().run()
    press(page, "Import, cut 2 lines")
    assert stored(ines, f"Quay decision put off\n\n{LEAD}")


def test_details_can_be_put_right_and_a_day_that_is_none_stores_nothing(ines: Desk) -> None:
    page = paste(visit("Paste"), ARTICLE)
    next(one for one in page.text_input if one.label.startswith("Published")).set_value("someday")
    press(page, "Import, cut 1 line")
    assert "someday" in page.error[0].value
    assert number_of_articles(ines) == 0
    next(one for one in page.text_input if one.label.startswith("Published")).set_value(
        "8 May 2026"
    )
    next(one for one in page.text_input if one.label.startswith("Title")).set_value("My own title")
    press(page, "Import, cut 1 line")
    assert stored(ines, KEPT) == "My own title"


def test_a_title_of_ones_own_outlives_a_change_of_the_text(ines: Desk) -> None:
    page = paste(visit("Paste"), ARTICLE)
    next(one for one in page.text_input if one.label.startswith("Title")).set_value("Mine").run()
    paste(page, ARTICLE.replace("Petra Olsen", "Ada Palmer"))
    assert (field(page, "Title"), field(page, "Byline")) == ("Mine", "Ada Palmer")


def test_the_same_text_is_noticed_before_the_button(ines: Desk) -> None:
    ines.article(KEPT, title="The first *one*")
    page = paste(visit("Paste"), ARTICLE)
    assert "very same text" in html(page)
    go = next(button for button in page.button if button.label == "Import, cut 1 line")
    assert go.disabled
    assert number_of_articles(ines) == 1


def test_another_text_of_a_known_article_is_offered_as_its_correction(ines: Desk) -> None:
    article = ines.article(KEPT.replace("four", "five"), title="Quay", url="https://a.example/q")
    ines.tag("Ruth", article, "on the new quay until the autumn")
    page = paste(visit("Paste"), ARTICLE)
    offer = "Store as a correction of “Quay”"
    assert plain(offer) not in {button.label for button in page.button}
    address = next(one for one in page.text_input if one.label.startswith("Address"))
    address.set_value("https://a.example/q").run()
    press(page, plain(offer))
    assert number_of_articles(ines) == 1
    with ines.database.read() as session:
        assert latest_revision(session, article.id).text == KEPT


def test_files_come_one_after_another_and_refusals_have_reasons(ines: Desk) -> None:
    page = upload(
        visit(),
        ("one.txt", ARTICLE.encode()),
        ("scan.txt", b"%PDF-1.7 ..."),
        ("two.md", f"# Two\n\n{LEAD}".encode("utf-16")),
    )
    assert "Article 1 of 3 · one.txt · 209 bytes, UTF-8" in html(page)
    press(page, "Import, cut 1 line")
    assert "Article 3 of 3 · two.md" in html(page)
    assert "UTF-16" in html(page)
    assert "scan.txt: It is damaged or cut short" in html(page)
    press(page, "Import article")
    assert "Imported 2 articles" in html(page)
    assert stored(ines, f"Two\n\n{LEAD}") == "Two"


def test_the_rest_is_imported_as_suggested_and_each_refusal_stands_alone(ines: Desk) -> None:
    page = upload(
        visit(),
        ("one.txt", ARTICLE.encode()),
        ("again.txt", KEPT.encode()),
        ("empty.txt", b"  \n"),
        ("two.txt", f"Two\n\n{LEAD}\n\n0 0\n".encode()),
    )
    press(page, "Import all 4 as suggested")
    assert "Imported 2 articles. 1 article was here already." in html(page)
    assert "again.txt: " not in html(page)
    assert "empty.txt: There is no text in it" in html(page)
    assert stored(ines, f"Two\n\n{LEAD}") == "Two"
    assert not page.file_uploader[-1].disabled


def test_every_way_in_is_open_at_once_after_an_import(ines: Desk) -> None:
    page = press(paste(visit("Paste"), ARTICLE), "Import, cut 1 line")
    assert page.text_area[0].value == ""
    page.switch_page("reading_queue.py").run()
    page.session_state["import_tab"] = "Files"
    page.switch_page("import_page.py").run()
    assert "Imported: Quay decision put off" in html(page)
    upload(page, ("two.txt", f"Two\n\n{LEAD}".encode()))
    assert "two.txt" in html(page)
    assert "Imported: Quay decision put off" not in html(page)
    press(page, "Import article")
    page.session_state["import_tab"] = "Web address"
    page.run()
    assert "Imported: Two" in html(page)
    assert "Fetch the page" in labels(page)


def test_what_was_imported_is_no_longer_told_when_a_new_text_is_pasted(ines: Desk) -> None:
    page = press(paste(visit("Paste"), ARTICLE), "Import, cut 1 line")
    paste(page, f"Two\n\n{LEAD}")
    assert "Imported" not in html(page)
    assert field(page, "Title") == "Two"


def test_a_file_that_is_too_large_is_refused_by_name(ines: Desk) -> None:
    page = upload(visit(), ("huge.txt", b"a " * 10_500_000), ("one.txt", ARTICLE.encode()))
    assert "huge.txt: It is larger than 20 MB" in html(page)
    assert "one.txt" in html(page)


def test_the_heading_says_where_articles_go(ines: Desk) -> None:
    page = visit("Paste")
    with ines.database.read() as session:
        name = session.get_one(Project, ines.project_id).name
    assert f"Into {name}. Nothing is cut until you say so." in html(page)
    assert f"Into {name} · Pasted text" in html(paste(page, ARTICLE))


def test_skipping_everything_stores_nothing(ines: Desk) -> None:
    page = upload(visit(), ("one.txt", ARTICLE.encode()), ("two.txt", LEAD.encode()))
    press(page, "Skip")
    assert "Article 2 of 2 · two.txt" in html(page)
    press(page, "Skip")
    assert "Nothing was added." in html(page)
    assert number_of_articles(ines) == 0


def test_what_an_article_says_is_shown_as_text(ines: Desk) -> None:
    hostile = f"<script>alert(1)</script> **bold**\n\n{LEAD}\n"
    page = upload(visit(), ("<b>a</b>.txt", hostile.encode()))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold**" in html(page)
    assert "<script>" not in html(page)
    assert "<b>a</b>" not in html(page)


def test_a_private_address_is_refused_with_a_sentence(ines: Desk) -> None:
    page = visit("Web address")
    page.text_input[0].set_value("http://127.0.0.1:1/article")
    press(page, "Fetch the page")
    assert "private network" in page.error[0].value
    assert number_of_articles(ines) == 0


def test_a_refusal_goes_when_another_address_is_fetched(ines: Desk) -> None:
    page = visit("Web address")
    page.text_input[0].set_value("http://127.0.0.1:1/article")
    press(page, "Fetch the page")
    page.text_input[0].set_value("ftp://desk.example")
    press(page, "Fetch the page")
    assert [error.value for error in page.error] == [plain(say("formats.article_fetch_address"))]


def test_a_guessed_encoding_can_be_put_right_and_details_of_ones_own_stay(ines: Desk) -> None:
    data = f"Größe der Straße\n\n{LEAD}".encode("cp1252")
    page = upload(visit(), ("a.txt", data), ("b.txt", data.decode("cp1252").encode()))
    next(one for one in page.text_input if one.label.startswith("Byline")).set_value("Me").run()
    encoding = next(one for one in page.selectbox if one.label == "Encoding")
    assert encoding.value == "windows-1252"
    encoding.set_value("windows-1251").run()
    assert not page.exception
    assert field(page, "Title") == data.decode("cp1251").split("\n")[0]
    assert field(page, "Byline") == "Me"
    assert "windows-1251" in html(page)
    press(page, "Skip")
    assert not [one for one in page.selectbox if one.label == "Encoding"]


def test_what_came_in_is_told_and_leads_on(ines: Desk) -> None:
    rows = f'title,text,views\nOne,"{LEAD}",12\nTwo,The ferry ran aground on Monday.,\n'
    left = "1 cell of a column that is no detail of an article (views)"
    page = upload(visit(), ("rows.csv", rows.encode()))
    assert left in html(page)
    press(page, "Import 2 articles")
    assert left in html(page)
    assert "Imported 2 articles.<" in html(page)
    assert {"Read the first now", "Go to the library", "Import something else"} <= set(labels(page))
    assert [link.proto.label for link in page.get("page_link")][-2:] == ["One", "Two"]
    press(page, "Import something else")
    upload(page, ("rows.csv", rows.encode()))
    assert "2 articles that are here already" in html(page)
    assert "Nothing to import" in labels(page)


def test_importing_the_same_file_twice_is_no_error(ines: Desk) -> None:
    for told in ("Imported 2 articles.", "Nothing was added. 2 articles were here already."):
        page = upload(
            visit(), ("one.txt", ARTICLE.encode()), ("two.md", f"# Two\n\n{LEAD}".encode())
        )
        press(page, "Import all 2 as suggested")
        assert told in html(page)
        assert "<li>" not in html(page)
    assert number_of_articles(ines) == 2


def archive(desk: Desk) -> bytes:
    """Everything of the desk's project, as the export page hands it out."""
    with desk.database.read() as session:
        filters, options = ExportFilters(), WriteOptions()
        asked = (session, None, desk.project_id, "bundle", filters, options)
        return b"".join(export_project(*asked))


def test_an_archive_is_put_back_as_a_project_of_its_own(ines: Desk) -> None:
    article = ines.article(KEPT, title="Quay")
    ines.tag("Ruth", article, "four hours")
    page = upload(visit(), ("desk.zip", archive(ines)))
    where = next(one for one in page.radio if one.key == "import-where")
    assert where.value == "here"
    assert "1 article that is here already" in html(page)
    where.set_value("new").run()
    press(page, "Put the project back")
    assert "another name" in page.error[0].value
    page.text_input(key="import-restore-name").set_value("Harbour, again").run()
    press(page, "Put the project back")
    assert "The project “Harbour, again” is back." in html(page)
    assert "<li>1 article</li><li>1 passage</li>" in html(page)
    press(page, "Go to the project")
    assert "Harbour, again" in str([box.value for box in page.selectbox]) + html(page)


def test_the_command_for_larger_files_is_shown(ines: Desk) -> None:
    page = visit()
    with ines.database.read() as session:
        name = session.get_one(Project, ines.project_id).name
    assert page.code[0].value == f"workbench import FILE --project {quote(name)}"
    page.selectbox(key="import-origin").set_value("workbench").run()
    assert page.code[0].value == "workbench import FILE --project NAME --create"


def test_only_editors_import(ines: Desk) -> None:
    with ines.database.begin() as session:
        join(session, sign_in_locally(session, "Ines").id, ines.project_id, Role.REVIEWER)
    page = visit()
    assert "This page is for editors." in html(page)
    assert not page.file_uploader


def test_many_new_tags_are_warned_of_before_the_button(ines: Desk) -> None:
    spans = [{"start": n, "end": n + 1, "label": f"kind {n}"} for n in range(21)]
    data = json.dumps({"text": KEPT, "spans": spans}).encode()
    page = visit()
    upload(page, ("marks.jsonl", data))
    (said,) = [one.value for one in page.warning]
    assert said == say("importing.plan_many_tags", n=21, most=20)


def test_a_choice_made_just_before_the_button_counts(ines: Desk) -> None:
    rows = "".join(f'{name},Agency,"{LEAD} {name}."\n' for name in ("One", "Two"))
    table = f"heading,wire,body\n{rows}".encode()
    page = upload(visit(), ("table.csv", table))
    page.selectbox(key="import-column-outlet").set_value("wire")
    page.button(key="import-many-go").click().run()
    assert not page.exception
    with ines.database.read() as session:
        assert session.scalars(select(Article.outlet)).all() == ["Agency", "Agency"]
