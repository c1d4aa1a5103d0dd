"""The register of sessions, declared."""

from django.utils.translation import gettext_lazy as _

from pamoja.activities.models import Attendance, Session
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, File, Reference, Register, Section

HELD_IN, MEETING_OF = "held_in", "meeting_of"
"""How a session is linked to the dialogue process that it belongs to, and to the local structure that met in it."""

sessions = Register(
    Session,
    "SEA",
    _("Session"),
    _("Sessions"),
    about=_("Every gathering: when, where, who came, what was said."),
    sections=(
        Section("when", _("When and where"), "kind held_on place process structure"),
        Section("how", _("How it was held"), "language facilitators note minutes"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="held_on kind place owner",
    filters="kind place",
    search="code facilitators note",
    date_field="held_on",
    references={
        "process": Reference("dialogue", HELD_IN, _("Dialogue process that it belongs to")),
        "structure": Reference("structure", MEETING_OF, _("Local structure whose meeting it is")),
    },
    files={"minutes": File(_("Minutes"), _("A photograph or a scan."))},
    children=(Child("attendance", Attendance, "sex age category people", _("Who came")),),
    checks=(not_in_the_future("held_on"),),
)
