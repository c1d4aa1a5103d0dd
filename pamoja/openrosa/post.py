"""Taking in one post: its parts are read as they come, and kept together or not at all."""

from datetime import datetime

from django.conf import settings

from pamoja.formats.instance import Identity, UnreadableInstance, identity, parse
from pamoja.formats.multipart import MalformedMultipart, Part, boundary, parts
from pamoja.formats.openrosa import FORM_PART
from pamoja.intake.files import Incoming, check_room, discard, keep, read_beginning, receive
from pamoja.intake.forms import is_known
from pamoja.intake.rejected import KEPT_BYTES, keep_rejected
from pamoja.intake.store import Arrival, store
from pamoja.kit.problems import Problem
from pamoja.openrosa.body import Body
from pamoja.openrosa.callers import Caller

MAX_XML_BYTES = 5_000_000
INSTANCE_ID_LIMIT = FORM_ID_LIMIT = VERSION_LIMIT = 120

UNREADABLE = {
    "empty": "intake.empty", "encoding": "intake.not_utf8", "dtd": "intake.dtd", "xml": "intake.not_xml",
    "identity": "intake.no_identity",
}  # fmt: skip


class Post:
    """Takes in one post: the form part, and files before or after it."""

    def __init__(self, sender: Caller, now: datetime, body: Body) -> None:
        self.sender, self.now, self.body = sender, now, body
        self.xml: bytes | None = None
        self.files: list[Incoming] = []

    def take_in(self, content_type: str) -> None:
        """Read, check and store what was posted; raise Problem when it cannot be taken in."""
        if self.body.announced is not None and self.body.announced > settings.MAX_SUBMISSION_BYTES:
            self.body.drain(KEPT_BYTES)
            raise _too_large(settings.MAX_SUBMISSION_BYTES)
        try:
            for part in parts(self.body.read, boundary(content_type)):
                self._take_part(part)
        except MalformedMultipart as error:
            raise Problem("intake.cut_off" if self.body.cut else "intake.not_multipart") from error
        found = self._identity()
        check_room(found.instance_id, self.files)
        for file in self.files:
            if keep(found.instance_id, file, self.now):
                problem = Problem("intake.other_file", name=file.name, instance=found.instance_id)
                self._keep_copy(problem, read_beginning(file, KEPT_BYTES), file.content.size)
        self._store(found)

    def refuse(self, problem: Problem) -> None:
        """Keep a copy of what could not be taken in, and read on so that the phone hears why."""
        if problem.code not in ("intake.cut_off", "seal.key_lost"):
            data = self.xml if self.xml is not None else bytes(self.body.beginning)
            self._keep_copy(problem, data, self.body.announced or self.body.size)
        self.body.drain(settings.MAX_SUBMISSION_BYTES)

    def close(self) -> None:
        """Remove files that came with what was not taken in, or had come before."""
        discard(self.files)

    def _take_part(self, part: Part) -> None:
        if part.name == FORM_PART:
            if self.xml is not None:
                raise Problem("intake.two_forms")
            self.xml = _whole(part)
        elif part.filename:
            self.files.append(receive(part.filename, part.chunks, self.sender.person.organisation_id))

    def _identity(self) -> Identity:
        if self.xml is None:
            raise Problem("intake.no_form_part")
        try:
            found = identity(parse(self.xml))
        except UnreadableInstance as error:
            raise Problem(UNREADABLE[error.why], detail=error.detail) from error
        if len(found.instance_id) > INSTANCE_ID_LIMIT:
            raise Problem("intake.no_identity", detail="")
        if len(found.form_id) > FORM_ID_LIMIT or not is_known(found.form_id):
            raise Problem("intake.unknown_form", form=found.form_id[:FORM_ID_LIMIT])
        return found

    def _store(self, found: Identity) -> None:
        assert self.xml is not None
        version = found.version[:VERSION_LIMIT]
        person = self.sender.person
        stored = store(
            Arrival(
                found.instance_id, found.form_id, version, person.pk, person.organisation_id, self.sender.device,
                self.now, self.xml,
            )
        )  # fmt: skip
        if stored == "other":
            self._keep_copy(Problem("intake.other_content", instance=found.instance_id), self.xml, len(self.xml))

    def _keep_copy(self, problem: Problem, data: bytes, size: int) -> None:
        keep_rejected(problem, self.sender.person, self.now, data, size)


def _whole(part: Part) -> bytes:
    read = bytearray()
    for chunk in part.chunks:
        read += chunk
        if len(read) > MAX_XML_BYTES:
            raise _too_large(MAX_XML_BYTES)
    return bytes(read)


def _too_large(limit: int) -> Problem:
    return Problem("intake.too_large", megabytes=limit // 1_000_000)
