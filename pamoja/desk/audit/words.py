"""The words of the audit trail: verbs and kinds of subjects, in the reader's language."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pamoja.accounts.models import AppKey, User
from pamoja.emergency.models import Closure
from pamoja.intake.models import FormVersion, Rejected, Submission
from pamoja.kit.models import OrganisationKey
from pamoja.partners.models import Organisation
from pamoja.places.models import Place
from pamoja.programme.models import Programme, Project
from pamoja.psea.models import Report
from pamoja.psea.queries import KIND
from pamoja.records.issues import KIND as ISSUE
from pamoja.records.models import Issue, KeptDraft, KeptFilter
from pamoja.registry.registers import REGISTERS


def verbs() -> dict[str, str]:
    """Return what people do, by verb."""
    return {
        "enter": _("Entered"),
        "correct": _("Corrected"),
        "view": _("Looked at"),
        "verify": _("Verified"),
        "return": _("Returned with a comment"),
        "delete": _("Deleted"),
        "restore": _("Restored"),
        "open_seal": _("Opened a sealed answer"),
        "open_original": _("Opened a file as it came"),
        "export": _("Downloaded"),
        "import": _("Brought from Excel"),
        "name_for": _("Named a person for it"),
        "take_off": _("Took a person off those named for it"),
        "merge": _("Merged with another record"),
        "merged_into": _("Merged into another record"),
        "keep_apart": _("Kept apart from another record"),
        "process_again": _("Processed again"),
        "set_aside": _("Set aside"),
        "add": _("Added"),
        "change": _("Changed"),
        "keep": _("Kept under a name"),
        "drop": _("No longer kept"),
        "declare": _("Declared"),
        "load": _("Loaded"),
        "publish": _("Published"),
        "invite": _("Invited by a link"),
        "accept": _("Chose a password"),
        "set_password": _("Gave a password from the server"),
        "suspend": _("Suspended"),
        "reactivate": _("Let in again"),
        "preview": _("Began a preview"),
        "reset_second_factor": _("Reset the second factor"),
        "add_app": _("Set up an app as second factor"),
        "remove_app": _("Removed the app that was the second factor"),
        "add_key": _("Added a security key"),
        "remove_key": _("Removed a security key"),
        "make_codes": _("Made new recovery codes"),
        "change_password": _("Changed the password"),
        "connect": _("Signed in through the organisation for the first time"),
        "end_session": _("Signed out one browser"),
        "end_sessions": _("Signed out all other browsers"),
        "revoke": _("Revoked"),
        "rotate": _("Put in the place of an earlier one"),
        "retire": _("Retired"),
        "erase_person": _("Erased what is held about the person"),
        "pseudonymise": _("Took away what leads to the person"),
        "approve": _("Approved"),
        "withdraw": _("Approval withdrawn"),
        "close": _("Closed, with all that lies in it"),
        "reopen": _("Opened again, with all that lies in it"),
        "erase": _("Erased what was said of it"),
        "name_focal_point": _("Named as focal point for abuse by staff"),
        "take_off_focal_point": _("Taken off the focal points for abuse by staff"),
        "acknowledge": _("Acknowledged"),
        "take": _("Took in hand"),
        "answer": _("Answered"),
        "note": _("Wrote a note"),
        "explain": _("Explained"),
        "assign": _("Gave to somebody to look at"),
    }


def kinds() -> dict[str, str]:
    """Return what something can be done to, by kind."""
    named = {
        "submission": Submission,
        "rejected": Rejected,
        "form": FormVersion,
        "user": User,
        "device": AppKey,
        "place": Place,
        "organisation": Organisation,
        "programme": Programme,
        "project": Project,
        "organisation_key": OrganisationKey,
        "closure": Closure,
        "filter": KeptFilter,
        KIND: Report,
        ISSUE: Issue,
        "draft": KeptDraft,
    }
    return {
        **{name: str(register.label) for name, register in REGISTERS.items()},
        **{kind: capfirst(str(model._meta.verbose_name)) for kind, model in named.items()},
        "role": _("Role"),
        "table": _("Table of places"),
        "terms": _("Lists of values"),
        "pillars": _("Pillars"),
        "period": _("Period"),
        "master_key": _("Master key"),
    }
