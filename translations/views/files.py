"""Translation files: out for a translator's own program, and back."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from translations.forms import ImportForm
from translations.models import RecordTranslation
from translations.po_export import export
from translations.po_import import import_po
from translations.views.base import AdminPage, chosen, targets_of


class ExportView(AdminPage):
    """The texts of one translation, or of those that fit a filter, as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file."""
        translations = chosen(request.GET, request.user, self.reach)
        if not translations:
            raise PermissionDenied
        return file_of(translations, actor=request.user)


class ImportView(AdminPage):
    """A file comes back; what of it was taken, and what was not."""

    page_title = _("Import translation file")
    template_name = "translations/admin/import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.show(form=ImportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """The form with what became of the file."""
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form=form)
        file = form.cleaned_data["file"]
        imported = import_po(file.read(), actor=request.user)
        return self.show(form=ImportForm(), imported=imported, name=file.name)


def file_of(translations: Iterable[RecordTranslation], *, actor: Any) -> HttpResponse:
    """A PO file; of several languages one each, in an archive."""
    by_language: dict[str, list[RecordTranslation]] = defaultdict(list)
    for translation in translations:
        by_language[translation.language].append(translation)
    files = {
        f"{language}.po": export(targets_of(found), language, actor=actor)
        for language, found in sorted(by_language.items())
    }
    if len(files) == 1:
        ((name, content),) = files.items()
        return _download(content, f"translations-{name}", "text/x-gettext-translation")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return _download(archive.getvalue(), "translations.zip", "application/zip")


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
