"""Honest files, and the parts that hostile ones are made of."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
PROGRAM = b"MZ\x90\x00\x03" + b"\x00" * 300
HTML = b"<!DOCTYPE html><html><script>alert(document.domain)</script></html>"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)


def image(kind: str = "PNG", size: tuple[int, int] = (64, 48), **options: Any) -> bytes:
    """A picture of two colours."""
    picture = Image.new("RGB", size, "#336699")
    picture.paste("#ffcc00", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def zipped(entries: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def document(extension: str, entries: Mapping[str, bytes]) -> bytes:
    """An office document with these entries beside those that make it one."""
    if extension in OPEN:
        mime = f"application/vnd.oasis.opendocument.{OPEN[extension]}".encode()
        return zipped({"mimetype": mime, "content.xml": b"<office/>", **entries})
    declared = f'<Types><Override PartName="/main.xml" ContentType="{TYPES[extension]}"/></Types>'
    return zipped({"[Content_Types].xml": declared.encode(), "main.xml": b"<w/>", **entries})


def pdf(
    *objects: bytes, packed: bytes = b"", mark: bytes = b"/Type /ObjStm", more: bytes = b""
) -> bytes:
    """A PDF with these objects, and some packed out of sight."""
    lines = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type /Catalog>>\nendobj\n"]
    for number, content in enumerate(objects, start=2):
        lines.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    if packed:
        stream = zlib.compress(packed)
        lines.append(
            b"90 0 obj\n<<%s /N 1 /Filter /FlateDecode %s /Length %d>>\nstream\n"
            b"%s\nendstream\nendobj\n" % (mark, more, len(stream), stream)
        )
    lines.append(b"trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n")
    return b"".join(lines)


def png_head(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * 1000)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def webp_head(width: int, height: int) -> bytes:
    """A WebP file that says how large its canvas is."""
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + b"\x10\x00\x00\x00" + canvas
    body = b"WEBP" + chunk + b"ALPH" + struct.pack("<I", 4) + b"\x00" * 4
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif_head(width: int, height: int) -> bytes:
    """A GIF that says how large it is."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\x00\x3b"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\x00" * 6 + frame


def jpeg_head(width: int, height: int) -> bytes:
    """A JPEG whose frame says it is of another size."""
    honest = image("JPEG")
    frame = honest.index(b"\xff\xc0") + 5
    return honest[:frame] + struct.pack(">HH", height, width) + honest[frame + 4 :]
