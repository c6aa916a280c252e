"""Which single-byte encoding a text was written in, judged by the letters it would hold.

General detectors take Western news for Central European or Icelandic, since most bytes mean
the same in both. Here a reading of the bytes counts as good when its letters all belong to
the alphabet of *one* language and stand where such letters stand.
"""

import codecs
import re

from charset_normalizer import from_bytes

TYPOGRAPHY = frozenset("‘’‚“”„‹›«»–—…•·€£¥§©®™°±²³½¼¾×†‡\u00a0\u00ad")

MIDWORD = frozenset("’‘·—…\u00ad")
"""The typography that may stand between two letters."""

LEADING = frozenset("„‚£€¥§±¼½¾×")
"""The typography that never follows a letter."""

FRACTIONS = frozenset("¼½¾")
"""The typography that stands before no letter either."""

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
    ("iso8859_15", ("àâæçéèêëîïôœùûüÿ", "äöüßéèàç", "áéíñóúüçï¿¡ºª", "áâãàçéêíóôõúüºª")),
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

WESTERN = frozenset({"cp1252", "iso8859_15"})
_LIKELY_WESTERN = 0.75
_LEAST_EVIDENCE = 20
_LEAST_LETTERS = 8
_CLEARLY_BETTER = 0.15
_SAMPLE = 200_000
_HIGH = re.compile(r"[^\x00-\x7f]")
_BEFORE_CAPITAL = frozenset(" \t\n\r\u00a0\"'(<>[-/“‘„«‹—–’¿¡.")


def guess_legacy(data: bytes) -> str | None:
    """The codec name of bytes that are neither Unicode nor declared; None where nothing fits."""
    best, best_share = next(iter(rank_legacy(data)), (None, 0.0))
    if best is not None and best_share >= GOOD:
        return best
    # Names and loan words of several languages in one Western text belong to no one alphabet,
    # and statistics take such a text for a Baltic one.
    if best in WESTERN and best_share >= _LIKELY_WESTERN:
        return best
    return _by_statistics(data)


def rank_legacy(data: bytes) -> list[tuple[str, float]]:
    """The codecs that can read these bytes, the best first, with the share of letters in place."""
    shares = [
        (codec, max(_share_in_place(text, alphabet) for alphabet in alphabets))
        for codec, alphabets in ALPHABETS
        if (text := _strict(data[:_SAMPLE], codec)) is not None
    ]
    return sorted(shares, key=lambda one: -one[1])


def overruled(data: bytes, declared: str) -> str | None:
    """The codec that is clearly right where the `declared` one makes no words; None elsewhere.

    Only another script tells that clearly: Western letters for Cyrillic, or the wrong Cyrillic.
    """
    sample = data[:_SAMPLE]
    high = [byte for byte in sample if byte > 0x7F]
    if len(high) < _LEAST_EVIDENCE or len(set(high)) < _LEAST_LETTERS:
        return None
    shares = dict(rank_legacy(data))
    good = [codec for codec in shares if _is_cyrillic(codec) and shares[codec] >= GOOD]
    if not good:
        return None
    best = max(good, key=lambda codec: _share_of_common(sample, codec))
    named = next((codec for codec in shares if _is_same(codec, declared)), None)
    if named is None or not _is_cyrillic(named):
        return best if shares.get(named or "", 1.0) < shares[best] - _CLEARLY_BETTER else None
    # Every Cyrillic encoding makes letters of the bytes of another, but not the common ones.
    gain = _share_of_common(sample, best) - _share_of_common(sample, named)
    return best if gain > _CLEARLY_BETTER else None


def _share_of_common(sample: bytes, codec: str) -> float:
    letters = [one for one in sample.decode(codec).lower() if one > "\x7f"]
    return sum(one in "оеаинтіс" for one in letters) / max(1, len(letters))


def _is_same(codec: str, declared: str) -> bool:
    return codecs.lookup(codec).name == codecs.lookup(declared).name


def _is_cyrillic(codec: str) -> bool:
    return dict(ALPHABETS)[codec][0].startswith("а")


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
    padded = f" {text} "
    for match in _HIGH.finditer(padded):
        character = match[0]
        before, after = padded[match.start() - 1], padded[match.end()]
        high += 1
        if character in TYPOGRAPHY:
            in_place += _stands_well(character, before, after)
        elif _is_letter_of(character, before, letters):
            in_place += not (own_script and (_is_latin(before) or _is_latin(after)))
    return in_place / high if high else 0.0


def _stands_well(character: str, before: str, after: str) -> bool:
    if character in LEADING:
        return not before.isalpha() and not (character in FRACTIONS and after.isalpha())
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
