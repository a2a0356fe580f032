"""Hostile files: each kind is a function from a seeded generator to a name and a content."""

import random
import zipfile
from collections.abc import Callable, Iterator

from tests.uploads import files

OFFICE = ("docx", "xlsx", "pptx", "odt", "ods", "odp")
IMAGES = ("png", "jpg", "gif", "webp")
FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}
EACH = 20
File = tuple[str, bytes]


def zip_bomb(dice: random.Random) -> File:
    """Little that becomes much."""
    extension = dice.choice(OFFICE)
    megabytes = dice.choice((6, 7, 8))
    return f"plan.{extension}", files.document(
        extension, {"data.xml": b"\x00" * (megabytes * 1024 * 1024)}
    )


def lying_zip(dice: random.Random) -> File:
    """An archive whose directory is not true: sizes, number, place, names."""
    extension = dice.choice(OFFICE)
    content = bytearray(files.document(extension, {"a.xml": dice.randbytes(500)}))
    end, entry = content.rindex(b"PK\x05\x06"), content.index(b"PK\x01\x02")
    match dice.randrange(6):
        case 5:
            # A second directory, of whatever length, told of within the first.
            locator = b"PK\x06\x07" + b"\x00" * 16
            length = int.from_bytes(content[end + 12 : end + 16], "little") + len(locator)
            content[end + 12 : end + 16] = length.to_bytes(4, "little")
            content[end:end] = locator
        case 0:
            content[entry + 24 : entry + 28] = (2**31).to_bytes(4, "little")
        case 1:
            content[end + 10 : end + 12] = b"\xff\xff"
        case 2:
            content[end + 16 : end + 20] = (2**32 - 2).to_bytes(4, "little")
        case 3:
            content[entry + 24 : entry + 28] = (1).to_bytes(4, "little")
        case _:
            content[entry + 10 : entry + 12] = (14).to_bytes(2, "little")
    return f"list.{extension}", bytes(content)


def many_entries(dice: random.Random) -> File:
    """More entries than a document has, or one that leads out of the archive."""
    extension = dice.choice(OFFICE)
    if dice.random() < 0.2:
        return f"a.{extension}", files.document(
            extension, {f"{number}.xml": b"" for number in range(5_001)}
        )
    path = dice.choice(("../../etc/passwd", "/etc/passwd", "word/../../x.xml"))
    return f"a.{extension}", files.document(extension, {path: b"x"})


def polyglot(dice: random.Random) -> File:
    """A picture that is something else as well."""
    extension = dice.choice(IMAGES)
    other = dice.choice((files.HTML, files.SVG, files.zipped({"Main.class": b"\xca\xfe\xba\xbe"})))
    return f"photo.{extension}", files.image(FORMATS[extension]) + other


def gifar(dice: random.Random) -> File:
    """An archive behind a picture or a PDF, under the name of either."""
    jar = files.zipped({"META-INF/MANIFEST.MF": b"Main-Class: A\n", "A.class": b"\xca\xfe"})
    front = dice.choice((files.image("GIF"), files.pdf()))
    return dice.choice(("logo.docx", "logo.pdf", "logo.jar", "logo.xlsx")), front + jar


def active_svg(dice: random.Random) -> File:
    """A drawing with a script."""
    name = dice.choice(("map.svg", "map.png", "map.jpg", "map.svg.png", "map.webp", "map.pdf"))
    return name, dice.choice((b"", b"\xef\xbb\xbf", b"\n\n  ")) + files.SVG


def html_as_image(dice: random.Random) -> File:
    """A page under the name of a picture or a document."""
    name = dice.choice(("a.jpg", "a.png", "a.gif", "a.pdf", "a.docx", "a.html", "a.htm", "a.xhtml"))
    front = dice.choice((b"", b"GIF89", b"\x00" * 20, b"\xff\xfe", b"%PDF"))
    return name, front + files.HTML


def eicar(dice: random.Random) -> File:
    """What every scanner knows."""
    name = dice.choice(("a.com", "a.txt", "a.pdf", "a.jpg", "a.docx", "a.zip", "a.png"))
    inside = files.zipped({"eicar.com": files.EICAR})
    return name, dice.choice((files.EICAR, inside, files.EICAR + b"\n" * 100))


def giant(dice: random.Random) -> File:
    """50,000 by 50,000 pixels in a few bytes."""
    heads = {"webp": files.webp_head, "gif": files.gif_head, "jpg": files.jpeg_head}
    extension = dice.choice(("png", *sorted(heads)))
    edge = dice.choice((16_000, 16_383) if extension == "webp" else (8_000, 50_000, 65_000))
    return f"poster.{extension}", heads.get(extension, files.png_head)(edge, edge)


def wrong_extension(dice: random.Random) -> File:
    """One kind of document under the name of another, or a program under that of any."""
    contents = {
        "pdf": files.pdf(),
        "docx": files.document("docx", {}),
        "xlsx": files.document("xlsx", {}),
        "odt": files.document("odt", {}),
        "png": files.image(),
        "exe": files.PROGRAM,
    }
    kind = dice.choice(sorted(contents))
    name = dice.choice([other for other in ("pdf", "docx", "xlsx", "odt", "exe") if other != kind])
    return f"report.{'bat' if name == kind else name}", contents[kind]


def turned_name(dice: random.Random) -> File:
    """A name that reads otherwise than it is."""
    mark = dice.choice("\u202e\u2066\u200f\u0000\u2028\u061c")
    name, content = dice.choice(
        [
            (f"photo{mark}gnp.exe", files.PROGRAM),
            (f"fdp{mark}.exe.pdf", files.pdf()),
            (f"{mark}plan{mark}.docx{mark}", files.document("docx", {})),
            (f"..\\..\\{mark}report.pdf", files.pdf()),
            (f'a"; filename={mark}"b.html.pdf', files.pdf()),
        ]
    )
    return name, content


def truncated(dice: random.Random) -> File:
    """Cut off on the way."""
    whole = {
        "png": files.image("PNG", (200, 200)),
        "webp": files.image("WEBP", (200, 200)),
        "pdf": files.pdf(),
        "docx": files.document("docx", {"a.xml": dice.randbytes(5_000)}),
        "odt": files.document("odt", {"a.xml": dice.randbytes(5_000)}),
    }
    extension = dice.choice(sorted(whole))
    content = whole[extension]
    return f"cut.{extension}", content[: dice.randrange(1, len(content) - 20)]


def empty(dice: random.Random) -> File:
    """Nothing, or nothing but zeros or spaces."""
    extension = dice.choice((*OFFICE, *IMAGES, "pdf"))
    return f"empty.{extension}", dice.choice((b"", b"\x00" * 512, b" " * 100))


def macros(dice: random.Random) -> File:
    """Programs in a document."""
    extension = dice.choice(OFFICE)
    path = dice.choice(
        (
            *("word/vbaProject.bin", "xl/macrosheets/sheet1.xml", "word/activeX/activeX1.xml"),
            *("Basic/Standard/Module1.xml", "Scripts/python/a.py", "run.vbs", "setup.exe"),
        )
    )
    return f"form.{extension}", files.document(extension, {path: b"Sub AutoOpen()"})


def nested(dice: random.Random) -> File:
    """An archive within the archive, or an object of a program."""
    extension = dice.choice(OFFICE)
    inner = files.zipped({"more.zip": files.zipped({"a": b"0" * 1000})}, zipfile.ZIP_STORED)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    deep = files.document(
        "xlsx", {"xl/embeddings/b.xlsx": files.document("xlsx", {"c.zip": inner})}
    )
    gzip = b"\x1f\x8b\x08" + b"\x00" * 100
    entities = b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
    return f"chart.{extension}", files.document(
        extension,
        {
            dice.choice(("media/a.bin", "word/embeddings/b.xlsx")): dice.choice(
                (inner, ole, deep, gzip, entities)
            )
        },
    )


def acting_pdf(dice: random.Random) -> File:
    """A PDF that does something, openly, in other letters, or out of sight."""
    action = dice.choice(
        (
            b"<</S /JavaScript /JS (app.alert(1))>>",
            b"<</S /J#61vaScript /JS (app.alert(1))>>",
            b"<</S/#4a#61#76aScript/JS(x)>>",
            b"<</S /Launch /F (cmd.exe)>>",
            b"<</Type /EmbeddedFile /Length 3>>",
            b"<</Type /RichMedia>>",
        )
    )
    if dice.random() < 0.4:
        mark = dice.choice((b"/Type /ObjStm", b"/Type/Obj#53tm", b"/Fi#72st 5", b"/First 5"))
        return "act.pdf", files.pdf(
            packed=b" " * dice.choice((0, 70_000, 2_000_000)) + action, mark=mark
        )
    if dice.random() < 0.2:
        odd = dice.choice((b"/DecodeParms <</Predictor 12>>", b"/Filter /LZWDecode"))
        plain = files.pdf(packed=action, more=odd)
        return "act.pdf", plain if b"Parms" in odd else plain.replace(b"\nx\x9c", b"\n\x80\x0b")
    if dice.random() < 0.2:
        return "act.pdf", files.pdf(b"<</Length 1>>", b"<</Encrypt 2 0 R>>")
    return "act.pdf", files.pdf(b" " * dice.choice((0, 1024 * 1024 - 60)) + action)


# Those that may be taken in, because nothing is left in them that acts.
MADE_HARMLESS = (polyglot, turned_name)
KINDS: tuple[Callable[[random.Random], File], ...] = (
    *(zip_bomb, lying_zip, many_entries, polyglot, gifar, active_svg, html_as_image, eicar),
    *(giant, wrong_extension, turned_name, truncated, empty, macros, nested),
    acting_pdf,
)


def hostile(kind: Callable[[random.Random], File]) -> Iterator[File]:
    """Files of one kind, the same ones at every run."""
    dice = random.Random(kind.__name__)
    for _number in range(EACH):
        yield kind(dice)
