"""What a file is by its first bytes, where that is no text that could be an article."""

# (the bytes it begins with, the reason it is refused for: `article_<kind>` in the words)
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"8BPS", "image"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"fLaC", "media"),
    (b"\x1a\x45\xdf\xa3", "media"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\x00", "program"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")  # how Office wraps a document with a password


def foreign_kind(data: bytes) -> str | None:
    """The reason (an ArticleError code) why `data` is no text at all; None for what may be one.

    Documents that are read were recognised before, each by its own codec.
    """
    if data.startswith(_OLE):
        return "encrypted" if _PROTECTED in data else "office"
    for magic, kind in MAGIC:
        if data.startswith(magic) and not _is_plain(data, magic):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(b"RIFF") and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "image" if data[8:12] == b"WEBP" else "media"
    if data[4:8] == b"ftyp":
        return "image" if data[8:12] in {b"avif", b"heic", b"mif1"} else "media"
    return None


def _is_plain(data: bytes, magic: bytes) -> bool:
    """Whether a mark made of ordinary letters ('BM', 'ID3') merely begins a sentence."""
    if not magic.isalnum():
        return False
    head = data[: len(magic) + 64]
    return not any(byte < 0x09 or 0x0E <= byte < 0x20 for byte in head)


def _zip_kind(data: bytes) -> str:
    head = data[:65536]
    names = head + data[-65536:]
    other = b"mimetypeapplication/vnd.oasis" in head or b"xl/" in names or b"ppt/" in names
    return "office" if other else "zip"
