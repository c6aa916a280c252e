"""The 64-bit numbers that stand for strings in spaCy's files.

A string's number is its MurmurHash64A with seed 1, but for the reserved symbols of spaCy 3, whose
number is their place in its table (`spacy.symbols`): a word such as "case" is one of them.
"""

_FACTOR = 0xC6A4A7935BD1E995
_SHIFT = 47
_MASK = 0xFFFFFFFFFFFFFFFF
_SEED = 1

_FLAGS = """
IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM
LIKE_EMAIL IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT
IS_CURRENCY
"""
_ATTRIBUTES = """
ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD
SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT
SCONJ SYM VERB X EOL SPACE
"""
_LABELS = """
PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY
QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm
conj cop csubj csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn
npadvmod nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp pobj poss possessive
preconj prep prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _
"""
_SYMBOLS = (
    *_FLAGS.split(),
    *(f"FLAG{number}" for number in range(19, 64)),
    *_ATTRIBUTES.split(),
    *(f"DEPRECATED{number:03}" for number in range(1, 277)),
    *_LABELS.split(),
)
SYMBOLS = {name: number for number, name in enumerate(_SYMBOLS, 1)}


class Strings:
    """Strings by their numbers, each kept once: a file holds every string that it numbers."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}

    def number(self, string: str) -> int:
        """The string's number; from now on it is one of those that the file holds."""
        known = self._numbers.get(string)
        if known is None:
            known = self._numbers[string] = SYMBOLS.get(string) or _hash(string.encode("utf-8"))
        return known

    def all(self) -> list[str]:
        """The strings in order."""
        return sorted(self._numbers)


def _hash(data: bytes) -> int:
    mixed = _SEED ^ (len(data) * _FACTOR & _MASK)
    whole = len(data) - len(data) % 8
    for at in range(0, whole, 8):
        part = int.from_bytes(data[at : at + 8], "little") * _FACTOR & _MASK
        part = (part ^ part >> _SHIFT) * _FACTOR & _MASK
        mixed = (mixed ^ part) * _FACTOR & _MASK
    if whole < len(data):
        mixed = (mixed ^ int.from_bytes(data[whole:], "little")) * _FACTOR & _MASK
    mixed = (mixed ^ mixed >> _SHIFT) * _FACTOR & _MASK
    return mixed ^ mixed >> _SHIFT
