"""What the columns of tables of articles are called, in several languages and spellings."""

import re
import unicodedata
from collections.abc import Mapping

FIELDS = ("text", "title", "outlet", "byline", "url", "published_at", "language")
"""What an article has; a column holds one of these or nothing of ours."""

# The likelier a name, the further in front. Accents and case do not matter.
_NAMES: Mapping[str, str] = {
    "text": """
        text body bodytext fulltext articlebody maintext content contents story plaintext rawtext
        textcontent bodyplain contenttext bodyhtml contenthtml html contentencoded
        Volltext Inhalt Artikeltext Beitragstext Fließtext texte corps contenu texteintegral
        texto cuerpo contenido testo corpo contenuto conteúdo tekst inhoud brødtekst indhold
        brödtext innehåll innhold treść текст тело содержание содержимое текстстатьи metin içerik
        teksti sisältö szöveg tartalom nộidung κείμενο konten isi teks
        正文 内容 內容 全文 本文 記事本文 テキスト 본문 내용 기사본문 텍스트 النص المحتوى نص متن טקסט תוכן गद्य पाठ
    """,
    "title": """
        title headline heading header subject name Titel Überschrift Schlagzeile titre titulo título
        titular titolo kop rubrik tytuł overskrift tittel заголовок название başlık otsikko cím
        tiêuđề τίτλος judul 标题 標題 题目 タイトル 見出し 題名 제목 العنوان عنوان כותרת शीर्षक
    """,
    "outlet": """
        outlet publisher publication newspaper medium media sourcename source site sitename website
        siteUrl journal paper magazine feed channel domain
        Zeitung Herausgeber Quelle Verlag Sender fuente medio periódico éditeur fonte testata giornale
        jornal veículo bron krant källa tidning kilde avis źródło gazeta источник издание kaynak gazete
        lähde forrás nguồn πηγή sumber 来源 來源 媒体 媒體 出典 媒体名 언론사 출처 매체 المصدر الصحيفة מקור स्रोत
    """,
    "byline": """
        byline author authors writer writers journalist reporter creator by dccreator authorname
        Autor Autorin Autoren Verfasser Verfasserin auteur auteurs autora autores autore autori
        forfatter författare skribent авторы автор журналист yazar kirjoittaja szerző tácgiả
        συγγραφέας penulis 作者 记者 記者 著者 筆者 기자 저자 작성자 الكاتب المؤلف מחבר लेखक
    """,
    "url": """
        url link href permalink uri webaddress weburl pageurl sourceurl canonicalurl originalurl
        externalurl shareurl Adresse Webadresse lien enlace vínculo collegamento indirizzo länk
        lenke adres ссылка адрес bağlantı linkki đườngdẫn σύνδεσμος tautan
        链接 鏈接 連結 网址 網址 リンク 링크 주소 الرابط رابط קישור लिंक
    """,
    "published_at": """
        publishedat published publishedon publisheddate publicationdate publishdate datepublished
        publishtime publishedtime pubdate datetime date timestamp time created createdat
        datecreated day firstpublished webpublicationdate dcdate updated
        Datum Veröffentlicht Veröffentlichungsdatum Erscheinungsdatum Erschienen
        datedepublication fecha fechadepublicación data datadipubblicazione datadepublicação
        publicatiedatum dato publiceringsdatum дата датапубликации tarih päivämäärä dátum ngày
        ημερομηνία tanggal 日期 发布时间 發布時間 发布日期 时间 時間 日付 公開日 날짜 게시일 등록일
        التاريخ تاريخ תאריך दिनांक
    """,
    "language": """
        language lang languagecode langcode inlanguage locale Sprache langue idioma lengua lingua
        taal språk sprog język язык dil kieli nyelv ngônngữ γλώσσα bahasa 语言 語言 言語 언어 اللغة שפה भाषा
    """,
}  # fmt: skip

WEAK_TEXT = """
    description summary abstract excerpt snippet lead lede intro teaser extract message post comment
    sentence statement claim paragraph passage quote Zusammenfassung Beschreibung Aussage résumé
    chapeau extrait resumen resumo descripción descrizione riassunto описание 摘要 描述 要約 요약 ملخص
"""
"""Where no column holds the text, one of these is the text."""

_FILLING_WORDS = """
    article articles news story post document doc item entry page full clean cleaned raw main original
    the of de der des du la le del artikel artículo articolo di
"""
_FILLING = frozenset(_FILLING_WORDS.split())
_WRAPPING = frozenset({"name", "value", "rendered", "en"})
"""What an object calls the one thing in it, which is then what the object is called."""

_WORDS = re.compile(r"[^\W_]+")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def name_rank(field: str, name: str) -> int | None:
    """How likely a column of this name holds the field, 0 being the likeliest; None for not."""
    return _rank(_RANKS[field], name)


def weak_text_rank(name: str) -> int | None:
    """The same for names that mean the text where nothing else does."""
    return _rank(_WEAK, name)


def is_known(name: str) -> bool:
    """Whether a column of this name is one of ours."""
    return weak_text_rank(name) is not None or any(
        name_rank(field, name) is not None for field in FIELDS
    )


def is_html_name(name: str) -> bool:
    """Whether the name says that its cells are HTML."""
    form = _plain(name)
    return form.endswith(("html", "rendered", "encoded"))


def _rank(ranks: Mapping[str, int], name: str) -> int | None:
    """The name as it is goes before one without its filling words, and that before a part of one."""
    forms = enumerate(_forms(name))
    return next((less * 1_000 + ranks[form] for less, form in forms if form in ranks), None)


def _forms(name: str) -> list[str]:
    """The name run together, without filling words; the last part of one that says nothing else."""
    words = [_plain(word) for word in _WORDS.findall(_HUMPS.sub(" ", name))]
    forms = ["".join(words), "".join(word for word in words if word not in _FILLING)]
    if "." in name and not any(form in known for form in forms for known in _RANKS.values()):
        *_, around, last = name.split(".")
        forms.append(_plain(around if _plain(last) in _WRAPPING else last))
    return forms


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _ranks(names: str) -> dict[str, int]:
    return {_plain(name): rank for rank, name in reversed(list(enumerate(names.split())))}


_RANKS = {field: _ranks(names) for field, names in _NAMES.items()}
_WEAK = _ranks(WEAK_TEXT)
