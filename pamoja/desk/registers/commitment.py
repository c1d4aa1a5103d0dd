"""The page of a commitment: both words, the verification, what follows from them, and the thread."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.files.shown import shown_files
from pamoja.desk.registers.record import counted, facts_of
from pamoja.desk.registers.showing import record_url
from pamoja.desk.values import FileLink
from pamoja.dialogue.models import Commitment, FollowUp, Origin, Side, Voice
from pamoja.dialogue.register import commitments, followups
from pamoja.dialogue.voices import speaking_side
from pamoja.engine import promise
from pamoja.records.models import Evidence
from pamoja.records.openness import Reader

OPEN_WORDS = 8


def commitment_page(commitment: Commitment, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a commitment shows (desk/commitment.html)."""
    person = reader.person
    followups = list(FollowUp.objects.visible_to(person).filter(commitment=commitment))
    everything = list(commitment.followups.all())
    judged = promise.state(commitment, [followup.word for followup in everything], today)
    documents = _documents(followups, reader)
    words = [_word(commitment, followup, documents[followup.pk]) for followup in followups]
    thread = _thread(commitment, words, everything, today)
    origin = commitment.came_of
    return {
        "commitment": {
            "code": commitment.code,
            "words": commitment.words,
            "lang": "",
            "made_on": commitment.made_on,
            "due_on": commitment.due_on,
            "holder": commitment.holder,
            "level": commitment.get_level_display(),
        },
        "origin": {"kind": commitment.origin, "url": record_url(origin), "title": str(origin)}
        if reader.sees(origin)
        else None,
        "judged": judged,
        "promiser": {"side": commitment.side, "word": _latest(words, Voice.PROMISER)},
        "receiver": {"side": commitment.towards, "word": _latest(words, Voice.RECEIVER)},
        "verification": _latest(words, Voice.VERIFICATION),
        "hidden": len(everything) - len(followups),
        "older": thread[:-OPEN_WORDS],
        "recent": thread[-OPEN_WORDS:],
        "say": _may_say(commitment, person),
        "facts": facts_of(
            commitments,
            commitment,
            reader,
            leave=("words", "origin", *Origin.values, "made_on", "due_on", "holder", "level"),
        ),
        "counts_in": counted(commitments, commitment, person, today),
    }


def _documents(said: Iterable[FollowUp], reader: Reader) -> defaultdict[Any, list[FileLink]]:
    by_id = {followup.pk: followup for followup in said}
    kept = Evidence.objects.filter(record__in=by_id, replaced_at=None)
    pieces = [piece for piece in kept if reader.opens(followups, by_id[piece.record], piece.question)]
    found: defaultdict[Any, list[FileLink]] = defaultdict(list)
    for piece, link in zip(pieces, shown_files(reader.person, "evidence", pieces), strict=True):
        found[piece.record].append(link)
    return found


def _word(commitment: Commitment, followup: FollowUp, documents: list[FileLink]) -> dict[str, Any]:
    verification = followup.voice == Voice.VERIFICATION
    answers = [
        {"side": commitment.side, "answer": followup.promiser_answer or "none"},
        {"side": commitment.towards, "answer": followup.receiver_answer or "none"},
    ]
    return {
        "on": followup.said_on,
        "said_on": followup.said_on,
        "voice": followup.voice,
        "side": "" if verification else speaking_side(commitment, followup.voice),
        "says": followup.says,
        "words": followup.words,
        "lang": "",
        "quoted": not verification,
        "speaker": followup.speaker,
        "how": _how(followup),
        "documents": documents,
        "answers": answers if verification else [],
        "url": record_url(followup),
        "id": followup.pk,
    }


def _how(followup: FollowUp) -> str:
    women, men = followup.women or 0, followup.men or 0
    gathered = followup.get_gathered_display()
    if not women and not men:
        return gathered
    numbers = ngettext(
        "%(all)s present (%(women)s F, %(men)s M)", "%(all)s present (%(women)s F, %(men)s M)", women + men
    ) % {"all": women + men, "women": women, "men": men}
    return f"{gathered}, {numbers}"


def _latest(words: list[dict[str, Any]], voice: str) -> dict[str, Any] | None:
    return next((word for word in reversed(words) if word["voice"] == voice), None)


def _thread(
    commitment: Commitment, words: list[dict[str, Any]], everything: list[FollowUp], today: date
) -> list[dict[str, Any]]:
    """Return the words in order, each with the state that it turned the commitment to, and the two dates as events."""
    turned, before = {}, "todo"
    for index, followup in enumerate(everything):
        state = promise.state(commitment, [one.word for one in everything[: index + 1]], followup.said_on).state
        if state != before:
            turned[followup.pk], before = state, state
    entries = [_event(commitment.made_on, _("The commitment is made."))]
    entries += [{**word, "turned": turned.get(word["id"], "")} for word in words]
    if commitment.due_on:
        due = _("It is due.") if commitment.due_on <= today else _("It will be due.")
        entries.append(_event(commitment.due_on, due))
    return sorted(entries, key=lambda entry: entry["on"])


def _event(on: date, text: str) -> dict[str, Any]:
    return {"on": on, "voice": "event", "side": "", "speaker": text}


def _may_say(commitment: Commitment, person: User) -> list[dict[str, str]]:
    """Return the words that this reader may add: of a side they speak for, or a verification, but one voice only."""
    if not can(person, "followup.enter"):
        return []
    entered = set(commitment.followups.filter(created_by=person).values_list("voice", flat=True))
    wanted = {
        Voice.PROMISER: _("Add the word of the side that promised"),
        Voice.RECEIVER: _("Add the word of the side that receives"),
        Voice.VERIFICATION: _("Add a verification"),
    }
    address = reverse("register_new", args=["followup"])
    return [
        {"url": f"{address}?commitment={commitment.pk}&place={commitment.place_id}&voice={voice}", "label": label}
        for voice, label in wanted.items()
        if entered <= {voice} and _speaks(commitment, person, voice)
    ]


def _speaks(commitment: Commitment, person: User, voice: Voice) -> bool:
    if voice == Voice.VERIFICATION:
        return can(person, "voice.verify")
    side = speaking_side(commitment, voice)
    if side == Side.POPULATION:
        return can(person, "voice.population")
    return can(person, "voice.with_document") or (side == Side.STATE and can(person, "voice.own_side"))
