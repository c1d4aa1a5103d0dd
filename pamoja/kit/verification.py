"""Verifying the chain of audit lines: what is the first line that is not as it was written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pamoja.kit import digests
from pamoja.kit.audit import ERASED
from pamoja.kit.chain import Stored, stored
from pamoja.kit.models import AuditHead, AuditLine
from pamoja.kit.problems import Problem

AT_ONCE = 5000

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Verdict:
    """Hold what a verification found.

    `sealed` lines are as they were written, up to `head`, the digest of the last of them; `broken` is the first fault,
    None when there is none. `waiting` lines have no place in the chain yet, the oldest since `waiting_since`.
    """

    sealed: int
    head: bytes
    broken: Problem | None
    waiting: int
    waiting_since: datetime | None


class Broken(Exception):
    """Carries the first fault out of the walk along the chain."""

    def __init__(self, code: str, sequence: int, line: int | None = None) -> None:
        super().__init__(code)
        self.problem = Problem(code, sequence=sequence, line=line or 0)


def verify(printed: tuple[int, str] | None = None, progress: Progress = lambda _done: None) -> Verdict:
    """Walk along the chain, then look at the lines that wait; compare with a head printed earlier when one is given.

    `printed` is a number and the beginning of that line's digest in hexadecimal. `progress` is told now and then how
    many lines were looked at. Others may write and seal meanwhile. Reads some thousands of lines at a time.
    """
    walk = Walk(printed, progress)
    broken = None
    try:
        walk.along()
        walk.compare_printed()
        walk.waiting()
    except Broken as fault:
        broken = fault.problem
    waiting = AuditLine.objects.filter(sequence=None)
    oldest = waiting.order_by("id").values_list("at", flat=True).first()
    return Verdict(walk.sequence, walk.digest, broken, waiting.count(), oldest)


class Walk:
    """Goes along the chain and remembers where it is."""

    def __init__(self, printed: tuple[int, str] | None, progress: Progress) -> None:
        self.printed = printed
        self.found_printed = b""
        self.progress = progress
        self.erased = Erased()
        self.sequence = 0
        self.digest = digests.FIRST

    def along(self) -> None:
        """Go to the end of the chain, which may grow meanwhile; raise Broken at the first fault."""
        while True:
            head = AuditHead.objects.first()
            last = head.sequence if head else 0
            self._to(last)
            mark = digests.of_head(last, self.digest)
            if head and (bytes(head.digest), bytes(head.mark)) != (self.digest, mark):
                raise Broken("audit.head_altered", last)
            beyond = AuditLine.objects.filter(sequence__gt=last).order_by("sequence").first()
            if beyond is None:
                return
            if not AuditHead.objects.filter(sequence__gt=last).exists():
                raise Broken(*("audit.altered", last + 1, beyond.pk) if head else ("audit.head_altered", 0))

    def _to(self, last: int) -> None:
        while self.sequence < last:
            condition = "sequence > %s AND sequence <= %s ORDER BY sequence LIMIT %s"
            lines = list(stored(condition, [self.sequence or -(2**62), last, AT_ONCE]))
            if not lines:
                raise Broken("audit.missing", self.sequence + 1)
            self.erased.look_up(lines)
            for line in lines:
                self._step(line)
            self.progress(self.sequence)

    def _step(self, line: Stored) -> None:
        expected = self.sequence + 1
        if line.sequence != expected:
            code = "audit.missing" if (line.sequence or 0) > expected else "audit.altered"
            raise Broken(code, min(line.sequence or 0, expected), line.id if code == "audit.altered" else None)
        digest = line.chained(self.digest, expected)
        if digest != line.digest:
            raise Broken("audit.altered", expected, line.id)
        if fault := self.erased.fault_of(line):
            raise Broken(fault, expected, line.id)
        self.sequence, self.digest = expected, digest
        if self.printed and self.printed[0] == expected:
            self.found_printed = digest

    def compare_printed(self) -> None:
        """Raise Broken unless the chain passes through the printed head."""
        if self.printed is None:
            return
        sequence, hexadecimal = self.printed
        if sequence > self.sequence:
            raise Broken("audit.shorter_than_printed", sequence)
        if not self.found_printed.hex().startswith(hexadecimal):
            raise Broken("audit.other_than_printed", sequence)

    def waiting(self) -> None:
        """Look at the content of the lines that wait; raise Broken at the first that is not as it was written."""
        after, done = 0, self.sequence
        while lines := list(stored("sequence IS NULL AND id > %s ORDER BY id LIMIT %s", [after, AT_ONCE])):
            self.erased.look_up(lines)
            for line in lines:
                if fault := self.erased.fault_of(line):
                    raise Broken(f"{fault}_waiting", 0, line.id)
            after, done = lines[-1].id, done + len(lines)
            self.progress(done)


class Erased:
    """Knows what lines say was erased; remembers it, because one line may speak of very many."""

    def __init__(self) -> None:
        self.said: dict[int, frozenset[int]] = {}

    def look_up(self, lines: list[Stored]) -> None:
        """Read the lines that say that some of these were erased."""
        if len(self.said) > AT_ONCE:
            self.said.clear()
        wanted = sorted({line.erased_by for line in lines if line.erased_by is not None} - self.said.keys())
        if wanted:
            found = stored(f"id IN ({', '.join(['%s'] * len(wanted))})", list(wanted))
            self.said |= dict(_erasures(found))

    def fault_of(self, line: Stored) -> str:
        """Return what is wrong with the content of a line, nothing when all is well."""
        if line.erased_by is None:
            return "" if line.has_its_content else "audit.content_altered"
        if line.id not in self.said.get(line.erased_by, ()):
            return "audit.erased_unsaid"
        return "" if (line.reason, line.changes) == ("", "{}") else "audit.content_altered"


def _erasures(lines: Iterator[Stored]) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield the id of each erasing line that is as it was written, and the ids of the lines that it says it erased."""
    for line in lines:
        if line.has_its_content:
            yield line.id, frozenset(digests.read_changes(line.changes).get(ERASED, ()))
