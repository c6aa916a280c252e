import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.articles.collections.registry import recognised
from formats.source import MemorySource
from tests.formats.articles.collections.reading import BODY, articles, lines, read

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="style.xsl" type="text/xsl"?>
<!-- a note -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Harbour Ledger</title><link>https://ledger.example/</link>
<language>en-gb</language>
<item><title>Quay &amp; pier: &lt;b&gt;put off&lt;/b&gt;</title>
<link>https://ledger.example/quay</link>
<media:content url="https://ledger.example/a.jpg"><media:title>Not this</media:title></media:content>
<description>Only a summary.</description>
<content:encoded><![CDATA[<p>{BODY}</p><script>alert(1)</script><ul><li>One</li><li>Two &amp; three</li></ul>]]></content:encoded>
<dc:creator>Petra Olsen</dc:creator><dc:creator>Ann Other</dc:creator>
<pubDate>Tue, 07 Apr 2026 09:30:00 +0200</pubDate></item>
<item><title>Pier</title><guid isPermaLink="true">https://ledger.example/pier</guid>
<description>{BODY}</description><author>po@ledger.example (P. Olsen)</author>
<source url="https://wire.example/rss">The Wire</source></item>
<item><title>No text</title><link>https://ledger.example/x</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://blatt.example/">
<title type="html">Das &lt;i&gt;Blatt&lt;/i&gt;</title><author><name>Redaktion Hafen</name></author>
<entry><title>Kai</title><link rel="self" href="/self"/><link href="kai"/><id>urn:1</id>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p><p>Zwei.</p></div></content>
<published>2026-04-07T09:30:00+02:00</published><updated>2026-05-01T00:00:00Z</updated></entry>
<entry xml:lang="en"><title type="text">a &lt;b&gt; c</title><author><name>Ann Other</name></author>
<summary>{BODY}</summary><updated>2026-04-08T00:00:00Z</updated>
<content src="https://blatt.example/away" type="text/html"/></entry></feed>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Ledger</title><link>https://l.example</link><dc:language>fr</dc:language></channel>
<item rdf:about="1"><title>Quai</title><link>https://l.example/1</link><description>{BODY}</description>
<dc:date>2026-04-07T09:30+02:00</dc:date></item></rdf:RDF>"""


def test_the_entries_of_a_feed_are_articles() -> None:
    found, refused = read(RSS)
    first, second = (one.article for one in found)
    assert first.text == f"{BODY}\n\n- One\n- Two & three"
    assert first.title == "Quay & pier: put off"
    assert (first.outlet, first.byline) == ("Harbour Ledger", "Petra Olsen, Ann Other")
    assert (first.url, first.language) == ("https://ledger.example/quay", "en")
    assert first.published_at == "2026-04-07T07:30:00Z"
    assert "text" not in first.found
    assert (second.text, second.byline, second.outlet) == (BODY, "P. Olsen", "The Wire")
    assert second.url == "https://ledger.example/pier"
    assert second.found["text"] == "summary"
    assert [one.line for one in found] == [8, 15]
    assert lines(refused) == [18]


def test_atom_is_read_with_what_the_feed_says_of_all_its_entries() -> None:
    first, second = (one.article for one in articles(ATOM))
    assert first.text == f"{BODY}\n\nZwei."
    assert (first.outlet, first.byline, first.language) == ("Das Blatt", "Redaktion Hafen", "de")
    assert first.url == "https://blatt.example/kai"
    assert first.published_at == "2026-04-07T07:30:00Z"
    assert (second.title, second.text) == ("a <b> c", BODY)
    assert (second.byline, second.language, second.url) == ("Ann Other", "en", "")


def test_rdf_is_read() -> None:
    (one,) = articles(RDF)
    assert (one.article.title, one.article.outlet, one.article.language) == ("Quai", "Ledger", "fr")
    assert (one.article.url, one.article.published_at) == (
        "https://l.example/1",
        "2026-04-07T07:30:00Z",
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-15"]
)
def test_a_feed_is_read_in_the_encoding_it_names(encoding: str) -> None:
    feed = RSS.replace("UTF-8", encoding).replace("Only a", "Größe").replace("Pier<", "Käi €<")
    found, _ = read(feed.encode(encoding))
    assert found[1].article.title == "Käi €"


def test_damage_is_read_over_as_feed_readers_do() -> None:
    feed = RSS.replace("Pier<", "AT&T & Caf&eacute;&nbsp;&amp;amp; &unknown; \x0b&lt;3 &#8364;<")
    feed = feed.replace("Two &amp; three", "Two &amp; three &amp;amp; AT&T")
    doctype = "<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://my.example/rss.dtd'>\n<rss"
    found, refused = read("\n  " + feed.replace("\n<rss", doctype))
    assert found[1].article.title == "AT&T & Café & &unknown; <3 €"
    assert found[0].article.text.endswith("- Two & three &amp; AT&T")
    assert lines(refused) == [19]


def test_what_is_lost_in_a_damaged_feed_is_said() -> None:
    cut, refused = read(RSS[: RSS.index("<item><title>Pier")])
    assert len(cut) == 1
    assert "damaged" in refused[0].reason
    unclosed = "".join(
        f"<item><title>{n}</title><description>{n} {BODY}</description>" for n in range(3)
    )
    found, refused = read(f"<rss><channel>{unclosed}</channel></rss>")
    assert {one.article.title for one in found} >= {"1", "2"}
    assert "damaged" in refused[-1].reason


def test_a_feed_is_repaired_wherever_it_is_cut_into_pieces() -> None:
    for shift in range(0, 60, 7):
        text = ("x" * shift + "&eacute; &amp; y <b/>") * 4_000
        cdata = "<![CDATA[" + ("&amp; ]] " * 9_000) + "]]>"
        found, _ = read(
            f"<rss><item><title>T</title><body>{cdata}</body><description>{text}</description></item></rss>"
        )
        assert found[0].article.text == ("& ]] " * 9_000).strip()
        plain = text.replace("<b/>", "")
        found, _ = read(
            f"<rss><item><title>T</title><description>{plain}</description></item></rss>"
        )
        assert (
            " ".join(found[0].article.text.split())
            == plain.replace("&eacute;", "é").replace("&amp;", "&").strip()
        )


def test_nothing_is_expanded_or_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError("a feed asked for the network")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    monkeypatch.setattr(socket, "socket", no_network)
    laughs = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    outside = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    remote = '<!DOCTYPE rss SYSTEM "http://evil.example/rss.dtd">'
    for declared in (laughs, outside, remote, laughs.replace("rss [", "rdf:RDF [")):
        feed = RSS.replace("<rss", f"{declared}<rss", 1).replace("Only a summary.", "&a;&b;")
        for encoding in ("utf-8", "utf-16"):
            found, refused = read(feed.replace('encoding="UTF-8"', "").encode(encoding))
            if declared == remote:
                assert len(found) == 2
            else:
                assert found == []
                assert "entities" in refused[0].reason


def test_the_hostile_files_are_read_as_text_or_refused(corpora: Path) -> None:
    for path in sorted((corpora / "4_hostile/xml").iterdir()):
        data = path.read_bytes()
        assert recognised(MemorySource(path.name, data)) == ""
        # The same declarations around a feed.
        text = data.decode("utf-8", "replace")
        start = text.find("<!DOCTYPE")
        if start >= 0:
            name = text[start:].split()[1]
            feed = text[start:].replace(name, "rss", 1) + RSS.partition("-->")[2]
            found, refused = read(feed)
            assert (found == []) == bool(refused), path.name
            assert not any("root:" in one.article.text for one in found)
    payloads = (corpora / "4_hostile/xss/xss-payload-list.sample600.txt").read_text().splitlines()
    items = "".join(
        f"<item><title>{number}</title><description><![CDATA[{payload} said so.]]></description></item>"
        for number, payload in enumerate(payloads)
        if "]]>" not in payload
    )
    found, refused = read(f"<rss><channel>{items}</channel></rss>")
    assert len(found) + len(refused) == items.count("<item>")


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><p>An <rss> tag.</p></body></html>",
        "<svg xmlns='http://www.w3.org/2000/svg'><feed/></svg>",
        "<data><item>One</item></data>",
        "<rdf:RDF xmlns:rdf='x'><owl:Class/></rdf:RDF>",
        "<rssx></rssx>",
        "rss feed",
    ],
)
def test_other_xml_is_no_feed(text: str) -> None:
    assert recognised(MemorySource("a.xml", text.encode())) == ""


def test_a_feed_without_entries_says_so() -> None:
    found, refused = read("<rss version='2.0'><channel><title>T</title></channel></rss>")
    assert found == []
    assert "no entry" in refused[0].reason


def test_deep_and_endless_html_is_read_or_refused() -> None:
    deep = "&lt;div&gt;" * 20_000 + "word" + "&lt;/div&gt;" * 20_000
    found, refused = read(
        f"<rss><channel><item><description>{deep}</description></item></channel></rss>"
    )
    assert len(found) + len(refused) == 1
    nested = "<b>" * 20_000
    read(f"<rss><channel><item><description>{nested}</description></item></channel></rss>")
    read(f"<rss>{'<item>' * 5_000}")


@given(
    st.sampled_from([RSS, ATOM, RDF]),
    st.integers(0, 2_500),
    st.binary(max_size=30),
    st.integers(0, 40),
)
def test_any_damage_is_read_or_refused(feed: str, place: int, damage: bytes, gone: int) -> None:
    data = feed.encode()
    for one in read(data[:place] + damage + data[place + gone :])[0]:
        assert one.article.text.encode().strip()


_MARKUP = st.lists(st.sampled_from(["<p>", "</p>", "<table>", "<td>", "<ul><li>", "</ul>", "<br>", "x &amp; y", "&#0;", "&#xD800;", "<!--", "<![CDATA[", "<pre>", "\n", "é", "<a href='javascript:x'>", "</div>"]), max_size=14)  # fmt: skip


@given(_MARKUP)
def test_any_html_of_an_entry_is_read_or_refused(pieces: list[str]) -> None:
    inside = "".join(pieces).replace("]]>", "")
    read(
        f"<rss><channel><item><title>{inside}</title><description><![CDATA[{inside}]]></description></item></channel></rss>"
    )
    read(f'title,content_html\nA,"{inside}"\n', "a.csv")
