"""Files as a page shows them: small pictures, and links that say what opens and how large it is."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.models import User
from pamoja.desk.files.links import file_url
from pamoja.desk.templatetags.pamoja import number
from pamoja.desk.values import FileLink
from pamoja.formats.media_types import ENDINGS, SHOWN
from pamoja.intake.models import Attachment
from pamoja.records.evidence import is_open
from pamoja.records.models import Evidence, Picture
from pamoja.records.pictures import pictures_of

KINDS: Mapping[str, str | Promise] = {
    "image": gettext_lazy("%(format)s picture"),
    "audio": gettext_lazy("%(format)s sound recording"),
    "video": gettext_lazy("%(format)s video"),
    "application": gettext_lazy("%(format)s document"),
}


def shown_files(person: User, kind: str, files: Iterable[Evidence | Attachment], label: str = "") -> list[FileLink]:
    """Return files of one kind (`desk.files.kinds`) as links; `label` describes a picture to who cannot see it."""
    listed = list(files)
    pictures = pictures_of(file.stored_as for file in listed if file.media_type in SHOWN)
    return [_link(person, kind, file, pictures.get(file.stored_as), label or file.name) for file in listed]


def _link(person: User, kind: str, file: Evidence | Attachment, picture: Picture | None, label: str) -> FileLink:
    what = f"{type_in_words(file.media_type)}, {size_in_words(file.size)}"
    original = file_url(kind, file.pk, "original") if is_open(person, file.media_type) else ""
    if picture is None:
        return FileLink(file.name, what, url=original)
    if picture.state != Picture.State.MADE:
        return FileLink(file.name, what, original=original, note=_why_not(picture))
    return FileLink(
        file.name,
        what,
        url=file_url(kind, file.pk, "large"),
        original=original,
        small=file_url(kind, file.pk, "small"),
        width=picture.width,
        height=picture.height,
        alt=label,
    )


def _why_not(picture: Picture) -> str:
    if picture.state == Picture.State.WAITING:
        return _("the picture to look at is being made")
    return _("this picture cannot be shown")


def type_in_words(media_type: str) -> str:
    """Return what a file is, in words."""
    endings = ENDINGS.get(media_type)
    if endings is None:
        return _("file of an unknown type")
    return str(KINDS[media_type.partition("/")[0]]) % {"format": endings[0][1:].upper()}


def size_in_words(size: int) -> str:
    """Return how large a file is, in words."""
    if size < 1_000_000:
        return _("%(n)s kB") % {"n": number(max(1, round(size / 1000)))}
    return _("%(n)s MB") % {"n": number(size / 1_000_000, 1)}
