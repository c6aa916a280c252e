"""Small PDFs with letters of every script, each where a test wants it; no font file is needed."""

import zlib
from dataclasses import dataclass

WIDTH = 0.5
"""How wide every sign is, in units of its size."""


@dataclass(frozen=True)
class At:
    """A text beginning at a place on the page, which is 600 wide and 800 high."""

    x: float
    y: float
    text: str
    size: float = 10


def make_pdf(*pages: list[At], info: str = "", images: tuple[int, ...] = ()) -> bytes:
    """A PDF of these pages; those whose numbers are in `images` show a picture as well."""
    signs = sorted({sign for page in pages for one in page for sign in one.text} | {" "})
    codes = {sign: number for number, sign in enumerate(signs, start=1)}
    first = 8
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/DW 500/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        stream(_to_unicode(codes)),
        stream(
            b"\x00\xff\x00",
            "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB",
        ),
        f"<<{info}>>".encode(),
    ]
    for number, page in enumerate(pages):
        objects += _page(page, codes, first + 2 * number + 1, has_image=number in images)
    return put_together(objects, info=7)


def stream(data: bytes, entries: str = "") -> bytes:
    """A packed stream object."""
    packed = zlib.compress(data)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode()
    return head + packed + b"\nendstream"


def put_together(objects: list[bytes], info: int = 0) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    about = f"/Info {info} 0 R" if info else ""
    trailer = (
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R{about}>>\nstartxref\n{len(data)}\n%%EOF"
    )
    return (
        data
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
        + table
        + trailer.encode()
    )


def set_lines(
    text: str, *, x: float = 60, y: float = 700, wide: int = 80, size: float = 10
) -> list[At]:
    """A paragraph broken at `wide` signs, its lines below each other from `y`."""
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + 1 + len(word) > wide:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [At(x, y - 1.3 * size * number, line, size) for number, line in enumerate(lines)]


def _page(page: list[At], codes: dict[str, int], contents: int, *, has_image: bool) -> list[bytes]:
    written = ["q 500 0 0 700 50 50 cm /Im Do Q"] if has_image else []
    for one in page:
        code = "".join(f"{codes[sign]:04x}" for sign in one.text)
        written.append(f"BT /F {one.size} Tf {one.x} {one.y} Td <{code}> Tj ET")
    return [
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {contents} 0 R"
        "/Resources<</Font<</F 3 0 R>>/XObject<</Im 6 0 R>>>>>>".encode(),
        stream("\n".join(written).encode()),
    ]


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04x}><{sign.encode('utf-16-be').hex()}>" for sign, code in codes.items()]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    mapped = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def "
        "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
