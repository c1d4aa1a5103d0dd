"""What workbooks on their way, and reports of imports, tell of somebody or of a place."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator

from pamoja.excel.models import Import
from pamoja.excel.report import PURPOSE
from pamoja.kit.keyring import unseal
from pamoja.kit.problems import Problem
from pamoja.kit.stored_files import read_stored
from pamoja.records.erasing import shred_later

PIECE, OVERLAP = 1_000_000, 2_000

Tells = Callable[[bytes], bool]


def imports_that_tell(imports: Iterable[Import], tells: Tells) -> Iterator[Import]:
    """Yield the imports whose workbook or report tells of what is looked for, as far as they can be opened."""
    for found in imports:
        if any(tells(piece) for piece in _pieces(found)):
            yield found


def forget_imports(imports: Iterable[Import], tells: Tells) -> int:
    """Delete the imports that tell of what is looked for, with their files; return how many."""
    about = list(imports_that_tell(imports, tells))
    shred_later(found.stored_as for found in about if found.stored_as)
    return Import.objects.filter(pk__in=[found.pk for found in about]).delete()[0]


def _pieces(found: Import) -> Iterator[bytes]:
    """Yield what an import holds, opened, in pieces that overlap."""
    try:
        if found.found is not None:
            yield unseal(PURPOSE, found.found)
        if found.stored_as:
            yield from _unpacked(io.BytesIO(b"".join(read_stored(found.stored_as))))
    except (Problem, zipfile.BadZipFile):
        return


def _unpacked(content: io.BytesIO) -> Iterator[bytes]:
    with zipfile.ZipFile(content) as archive:
        for name in archive.namelist():
            with archive.open(name) as part:
                before = b""
                while piece := part.read(PIECE):
                    yield before + piece
                    before = piece[-OVERLAP:]
