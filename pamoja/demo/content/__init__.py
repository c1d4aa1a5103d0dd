"""The hand-written material of the demonstration, read from the data files of this folder."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Organisation:
    """Hold an organisation of the cast."""

    code: str
    name: str
    kind: str
    roles: tuple[str, ...]
    acronym: str = ""


@dataclass(frozen=True)
class Project:
    """Hold a project of the demonstration programme."""

    code: str
    name: str
    organisation: str
    pillars: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """Hold an office with access, never a person's name."""

    login: str
    organisation: str
    role: str
    places: tuple[str, ...]
    function: str
    language: str
    phone: str


@dataclass(frozen=True)
class Cast:
    """Hold who takes part, and who enters what for which places."""

    programme: dict[str, Any]
    projects: tuple[Project, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    enters: dict[str, dict[str, str]]

    def who(self, duty: str, place: str) -> str:
        """Return the login of the one who has this duty for a place: the longest beginning of its code wins."""
        duties = self.enters[duty]
        return duties[max((start for start in duties if place.startswith(start)), key=len)]


@dataclass(frozen=True)
class Dialogue:
    """Hold the plan of one process; `opened` in days after the window's first, `weight` a share of the commitments.

    `kinds` limits its commitments to these kinds, whatever its theme; empty: those of its theme.
    """

    key: str
    title: str
    theme: str
    level: str
    place: str
    pillar: str
    opened: int
    reached: int
    weight: int
    entity: str
    office: str
    admin: str
    spots: tuple[str, ...]
    languages: tuple[str, ...]
    harm: str
    harm_note: str
    outcome: str
    parent: str = ""
    places: tuple[str, ...] = ()
    pace: float = 1.0
    sensitivity: str = "public"
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """Hold one sentence of a commitment with its slots, and the lists from which they are filled.

    `tag` names it for the words that fit it alone; `only` limits it to some dialogues, `not_at` keeps it from levels.
    """

    words: str
    objet: str
    holder: str
    means: str
    type: str
    pillar: str
    tag: str = ""
    only: tuple[str, ...] = ()
    not_at: tuple[str, ...] = ()
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)


Pools = dict[str, dict[str, tuple[str, ...]]]
"""Words by voice and by what is said; « [tag] » before words keeps them for the sentences with that tag."""


@dataclass(frozen=True)
class Kind:
    """Hold a kind of commitment: its sentences, and the words that people say of it."""

    kind: str
    themes: tuple[str, ...]
    side: str
    towards: str
    sensitivity: str
    speakers: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    pools: Pools


def read(name: str) -> dict[str, Any]:
    """Read one data file of this folder."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def fixed(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with tuples in the place of its lists."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


@cache
def cast() -> Cast:
    """Read who takes part."""
    data = read("cast.toml")
    return Cast(
        data["programme"],
        tuple(Project(**fixed(entry)) for entry in data["project"]),
        tuple(Organisation(**fixed(entry)) for entry in data["organisation"]),
        tuple(Person(**fixed(entry)) for entry in data["person"]),
        data["enters"],
    )


@cache
def dialogues() -> tuple[Dialogue, ...]:
    """Read the planned dialogue processes, parents before their children."""
    found = [
        Dialogue(**fixed(entry))
        for name in ("nord-kivu", "ituri")
        for entry in read(f"dialogues/{name}.toml")["dialogue"]
    ]
    return tuple(sorted(found, key=lambda dialogue: dialogue.opened))


@cache
def kinds() -> tuple[Kind, ...]:
    """Read the kinds of commitments, in the order of their names."""
    return tuple(
        _kind(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted((HERE / "commitments").glob("*.toml"))
    )


def _kind(data: dict[str, Any]) -> Kind:
    return Kind(
        data["kind"],
        tuple(data["themes"]),
        data["side"],
        data["towards"],
        data.get("sensitivity", "public"),
        tuple(data["speakers"]),
        tuple(_sentence(entry, data) for entry in data["commitment"]),
        _pools(data),
    )


def _sentence(entry: dict[str, Any], kind: dict[str, Any]) -> Sentence:
    rest = {
        key: tuple(value) for key, value in entry.items() if isinstance(value, list) and key not in ("only", "not_at")
    }
    return Sentence(
        entry["words"],
        entry["objet"],
        entry["holder"],
        entry["means"],
        entry.get("type", kind["type"]),
        entry.get("pillar", kind["pillar"]),
        entry.get("tag", ""),
        tuple(entry.get("only", ())),
        tuple(entry.get("not_at", ())),
        rest,
    )


@cache
def common_words() -> Pools:
    """Read the words that fit any commitment."""
    return _pools(read("words.toml"))


def _pools(data: dict[str, Any]) -> Pools:
    return {
        voice: {says: tuple(words) for says, words in data.get(voice, {}).items()}
        for voice in ("promiser", "receiver", "verification")
    }


@cache
def minutes() -> tuple[tuple[str, ...], Pools]:
    """Read who facilitates sessions, and the notes of sessions by kind and group."""
    data = read("sessions.toml")
    notes = {
        kind: {group: tuple(words) for group, words in groups.items()}
        for kind, groups in data.items()
        if kind != "facilitators"
    }
    return tuple(data["facilitators"]), notes


@dataclass(frozen=True)
class Turnout:
    """Hold who comes: how many by kind of session, categories by kind or group (weights), share of women."""

    people: dict[str, tuple[int, int]]
    weights: dict[str, dict[str, int]]
    women: dict[str, float]


@cache
def turnout() -> Turnout:
    """Read who comes to sessions."""
    data = read("attendance.toml")
    return Turnout({kind: (low, high) for kind, (low, high) in data["people"].items()}, data["weights"], data["women"])


@dataclass(frozen=True)
class Trainee:
    """Hold a person of the register of persons: an invented trainee.

    `day` counts from the window's first; `agreed` are purposes, with a minus when withdrawn later; `difficulties` are
    the answers other than "none" (None: not asked).
    """

    key: str
    login: str
    day: int
    name: str
    sex: str
    birth: str
    status: str
    household: str
    place: str
    agreed: tuple[str, ...]
    phone: str = ""
    difficulties: dict[str, str] | None = None


@cache
def trainees() -> tuple[Trainee, ...]:
    """Read the persons of the register of persons."""
    return tuple(Trainee(**fixed(entry)) for entry in read("persons.toml")["person"])


@cache
def password_words() -> tuple[str, ...]:
    """Read the words that passwords of the demonstration are made of."""
    return tuple(read("cast.toml")["passwords"]["words"])
