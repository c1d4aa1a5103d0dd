"""Prepares an instance for load: reference data, one person with a phone, published forms; prints what a phone needs.

python -m bench.prepare, in the environment of a new home.
"""

import json
from datetime import date
from typing import Any

import django
from django.core.management import call_command

django.setup()

from bench.phone import INSTANCE_ID  # noqa: E402 (models need Django set up)
from pamoja.accounts.actions import add_device  # noqa: E402
from pamoja.accounts.models import User  # noqa: E402
from pamoja.intake.models import FormVersion  # noqa: E402
from pamoja.intake.publishing import publish_forms  # noqa: E402
from pamoja.kit.by import By  # noqa: E402
from pamoja.partners.actions import declare_organisation  # noqa: E402
from pamoja.places.actions import load_reference_places  # noqa: E402
from pamoja.programme.actions import load_pillars  # noqa: E402
from pamoja.records.actions import load_terms  # noqa: E402
from pamoja.records.models import Term  # noqa: E402

LOGIN, PASSWORD = "agent@bench.invalid", "mabele na maji 7"
ROWS = 28


def main() -> None:
    """Fill the instance and print key, login, password and the XML of a filled form."""
    call_command("migrate", verbosity=0)
    by = By(None, "command")
    load_reference_places(by)
    load_pillars(by)
    load_terms(by)
    declare_organisation(by, "bench", "Bench", "ngo", ["implementing"])
    person = User(login=LOGIN, role="field_agent", organisation_id="bench")
    person.set_password(PASSWORD)
    person.save()
    publish_forms(by)
    _device, key = add_device(by, person, "Phone of the benchmark")
    form = FormVersion.objects.get(form_id="session", current=True)
    print(json.dumps({"key": key, "login": LOGIN, "password": PASSWORD, "xml": filled(form, session())}))


def session() -> dict[str, Any]:
    """Return the answers of a session, of the size that agents send."""
    categories = list(Term.objects.filter(list="category").order_by("order").values_list("code", flat=True))
    return {
        "kind": "dialogue",
        "held_on": date(2026, 2, 3).isoformat(),
        "place": "CD6111",
        "facilitators": "Comité local de paix et administration du territoire",
        "note": "Les participants ont parlé de la route, des barrières et de l’accès aux champs. " * 4,
        "sensitivity": "internal",
        "attendance": [
            {
                "sex": "fm"[number % 2],
                "age": ("18-35", "36-59", "60+")[number % 3],
                "category": categories[number % len(categories)],
                "people": str(1 + number % 9),
            }
            for number in range(ROWS)
        ],
    }


def filled(form: FormVersion, answers: dict[str, Any]) -> str:
    """Return the XML of a filled form, as phones serialise it, with INSTANCE_ID in the place of its id."""
    groups: dict[str, str] = {}
    for path, entry in form.reading["answers"].items():
        group, _slash, name = path.rpartition("/")
        groups[group] = groups.get(group, "") + _node(name, answers.get(entry["name"], ""))
    inside = "".join(_node(name, nodes) for name, nodes in groups.items())
    for path, repeat in form.reading["repeats"].items():
        for answered in answers[repeat["name"]]:
            inside += _node(path, "".join(_node(name, value) for name, value in answered.items()))
    return (
        f'<?xml version="1.0" ?><data xmlns:orx="http://openrosa.org/xforms" id="{form.form_id}" '
        f'version="{form.version}">{inside}<orx:meta><orx:instanceID>uuid:{INSTANCE_ID}</orx:instanceID></orx:meta></data>'
    )


def _node(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>" if content else f"<{name}/>"


if __name__ == "__main__":
    main()
