"""Says what to install where PDFs of records cannot be made."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Info, register

from search.pdf import libraries


@register()
def check_pdf(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Records can be taken away as PDF. Without that a site is whole, so it is no warning."""
    missing = libraries.missing()
    if not missing:
        return []
    return [
        Info(
            f"Records are not offered as PDF: {', '.join(missing)} cannot be loaded.",
            hint=(
                "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
                "libharfbuzz-subset0 fonts-noto-core. macOS: brew install pango. "
                "Then start the site anew."
            ),
            id="search.I001",
        )
    ]
