"""What `core.reencode` runs: a program that imports nothing of ours.

    python -I reencode_child.py SOURCE TARGET

Both are numbers of open files, so that nothing of them is left anywhere when it is killed. Prints
the extension of what it wrote. Ends with 3 for too many pixels and for want of memory, with an
error of the decoder's for what cannot be decoded, and at the end of its standard input, which
its parent holds open.
"""

import io
import os
import resource
import sys
import threading
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

MEGABYTE = 1024 * 1024
MEMORY = 700 * MEGABYTE  # of addresses
CPU_SECONDS = 45
LARGEST_FILE = 50 * MEGABYTE
# A JPEG is decoded at a fraction of its size; 8160 × 6120 is what a good telephone takes.
MAX_PIXELS, MAX_JPEG_PIXELS = 25_000_000, 50_000_000
JPEG = ("JPEG", "MPO")  # several pictures in a file begin with one
LONGEST_EDGE = 4000
QUALITY = 88
TOO_LARGE = 3
FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")


def limit() -> None:
    """Bind this process before it looks at the file."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # The first ends it with a signal of its own, the second as anybody else might.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))


def end_with_parent() -> None:
    """Wait for the end of standard input, and end this process there and then."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def fresh(source: BinaryIO) -> tuple[Image.Image, str]:
    """The pixels of an image: its first frame, upright, in sRGB, no edge longer than the limit.

    With it the format it is best kept in.

    Raises:
        MemoryError: too many pixels.
    """
    with Image.open(source, formats=FORMATS) as image:
        if image.width * image.height > allowed(image):
            raise MemoryError
        longest = max(image.size)
        width, height = (max(1, edge * LONGEST_EDGE // longest) for edge in image.size)
        image.draft(None, (width, height))
        image.load()
        profile, orientation = image.info.get("icc_profile"), image.getexif().get(0x0112)
        kept_in = "JPEG" if image.format in JPEG else "WEBP"
        pixels = in_colours(image)
        pixels.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    pixels = in_srgb(pixels, profile)
    # Only this is taken from what the file tells of itself.
    exif = Image.Exif()
    if orientation in range(2, 9):
        exif[0x0112] = orientation
    pixels.info = {"exif": exif.tobytes()}
    upright = ImageOps.exif_transpose(pixels)
    upright.info = {}
    return upright, kept_in


def allowed(image: Image.Image) -> int:
    """How many pixels an image of this format may have."""
    return MAX_JPEG_PIXELS if image.format in JPEG else MAX_PIXELS


def in_colours(image: Image.Image) -> Image.Image:
    """The image, copied only where it is in colours that neither profile nor format knows."""
    if image.mode in ("CMYK", "RGB", "RGBA") and "transparency" not in image.info:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The image in the colours of the web, as its profile says."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    plain = image if image.mode == mode else image.convert(mode)
    if not profile:
        return plain
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, given, srgb, outputMode=mode) or plain
    except (ImageCms.PyCMSError, OSError):
        return plain  # a profile that describes nothing: the numbers are taken as they are


def main(source: str, target: str) -> int:
    """Read, write, and say how it went."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    limit()
    try:
        with open(int(source), "rb") as read:
            image, kept_in = fresh(read)
        with open(int(target), "wb") as written:
            image.save(written, kept_in, quality=QUALITY)
    except (MemoryError, Image.DecompressionBombError):
        return TOO_LARGE
    sys.stdout.write("jpg" if kept_in == "JPEG" else "webp")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
