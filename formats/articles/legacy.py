"""Which single-byte encoding a text was written in, judged by the letters it would hold.

General detectors take Western news for Central European or Icelandic, since most bytes mean
the same in both. Here a reading of the bytes counts as good when its letters all belong to
the alphabet of *one* language and stand where such letters stand.
"""

from charset_normalizer import from_bytes

TYPOGRAPHY = frozenset("‘’‚“”„‹›«»–—…•·€£¥§©®™°±²³½¼¾×†‡\u00a0\u00ad")

MIDWORD = frozenset("’‘·—…\u00ad")
"""The typography that may stand between two letters."""

LEADING = frozenset("„‚£€¥§±¼½¾×")
"""The typography that never follows a letter."""

# In order of preference: where two readings are equally good, the earlier one is taken.
ALPHABETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "cp1252",
        (
            "àâæçéèêëîïôœùûüÿ",  # French
            "äöüßéèàç",  # German, with its loan words
            "áéíñóúüçï¿¡ºª",  # Spanish, Catalan in part
            "áâãàçéêíóôõúüºª",  # Portuguese
            "àèéìîíòóùúºª",  # Italian
            "áéëïíóöúüèêàçñ",  # Dutch, and English with names from abroad
            "åäöæøéèüóáàôêñ",  # Danish, Norwegian, Swedish, Finnish
            "áæðéíóöþúý",  # Icelandic
        ),
    ),
    (
        "mac_roman",
        (
            "àâæçéèêëîïôœùûüÿ",
            "äöüßéèàç",
            "áéíñóúüçï¿¡ºª",
            "áâãàçéêíóôõúüºª",
            "àèéìîíòóùúºª",
            "áéëïíóöúüèêàçñ",
            "åäöæøéèüóáàôêñ",
        ),
    ),
    (
        "cp1250",
        ("ąćęłńóśźż", "áčďéěíňóřšťúůýžľĺŕôä", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüß"),
    ),
    (
        "iso8859_2",
        ("ąćęłńóśźż", "áčďéěíňóřšťúůýžľĺŕôä", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    ),
    ("cp1254", ("çğıöşüâîûi̇",)),
    ("cp1257", ("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž")),
    ("cp1251", ("абвгдежзийклмнопрстуфхцчшщъыьэюяё№", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя№")),
    ("koi8_r", ("абвгдежзийклмнопрстуфхцчшщъыьэюяё",)),
    ("koi8_u", ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",)),
    ("iso8859_5", ("абвгдежзийклмнопрстуфхцчшщъыьэюяё№",)),
    ("cp866", ("абвгдежзийклмнопрстуфхцчшщъыьэюяё№",)),
    ("cp1253", ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",)),
    ("cp1255", ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",)),
    ("cp1256", ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ،؛؟ـًٌٍَُِّْ",)),
)

GOOD = 0.93
"""Share of the non-ASCII characters that must be in place for a reading to be believed."""

_SAMPLE = 200_000
_BEFORE_CAPITAL = frozenset(" \t\n\r\u00a0\"'(<>[-/“‘„«‹—–’¿¡.")


def guess_legacy(data: bytes) -> str | None:
    """The codec name of bytes that are neither Unicode nor declared; None where nothing fits."""
    sample = data[:_SAMPLE]
    best, best_share = None, 0.0
    for codec, alphabets in ALPHABETS:
        text = _strict(sample, codec)
        if text is None:
            continue
        share = max(_share_in_place(text, alphabet) for alphabet in alphabets)
        if share > best_share:
            best, best_share = codec, share
    if best is not None and best_share >= GOOD:
        return best
    return _by_statistics(data)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if any("\x80" <= character <= "\x9f" for character in text) else text


def _share_in_place(text: str, alphabet: str) -> float:
    """How many of the characters beyond ASCII are typography or letters in a fitting place."""
    letters = frozenset(alphabet)
    own_script = alphabet[0] > "\u024f"
    high = in_place = 0
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character <= "\x7f":
            continue
        high += 1
        if character in TYPOGRAPHY:
            in_place += _stands_well(character, before, after)
        elif _is_letter_of(character, before, letters):
            in_place += not (own_script and (_is_latin(before) or _is_latin(after)))
    return in_place / high if high else 0.0


def _stands_well(character: str, before: str, after: str) -> bool:
    if character in LEADING:
        return not before.isalpha()
    return character in MIDWORD or not (before.isalpha() and after.isalpha())


def _is_letter_of(character: str, before: str, letters: frozenset[str]) -> bool:
    if character in letters:
        return True
    if character.lower() not in letters:
        return False
    return before in _BEFORE_CAPITAL or before.isupper()


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _by_statistics(data: bytes) -> str | None:
    match = from_bytes(data[:_SAMPLE]).best()
    return match.encoding if match is not None and match.encoding != "ascii" else None
