"""Style sheets point at files that are there, and only at our own."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

SHEETS = sorted((settings.BASE_DIR / "static/css").glob("*.css"))
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_file_a_style_sheet_points_at_is_served_by_us(sheet: Path) -> None:
    for address in ADDRESS.findall(sheet.read_text()):
        if address.startswith("data:"):
            continue
        assert "://" not in address
        name = (Path("css") / unquote(address)).as_posix().replace("css/../", "")
        assert finders.find(name), f"{sheet.name} points at {address}"
