"""Reading definitions: what is right becomes data, all that is wrong is told at once with its file and key."""

import pytest

from pamoja.engine.definition import AsOf, Either, Is, PeriodDay, Source, Within
from pamoja.engine.definition_file import read_definitions
from pamoja.engine.issues import DefinitionErrors

SOURCES = {
    "visits": Source(
        "visits",
        {
            "id": "record", "owner": "text", "place": "text", "path": "text", "territory": "text", "day": "date",
            "from": "date", "until": "date", "people": "integer", "sex": "text", "process": "record", "themes": "list",
        },
        "id",
        "visit",
        True,
    )
}  # fmt: skip
TEXT = '{ fr = "f", en = "e", sw = "s" }'
GOOD = f"""
code = "visits"
version = 2
order = 1
source = "visits"
measure = "ratio"
of = "people"
name = {TEXT}
question = {TEXT}
method = {TEXT}
counted = {TEXT}
period = {{ rule = "within", day = "day" }}
numerator = [["sex", "=", "f"]]
denominator = [["sex", "in", ["f", "m"]], ["or", ["day", "<=", "@period_end"], ["day", "blank", true]]]
missing = {{ name = {TEXT}, where = [["sex", "=", "x"]] }}
by = ["territory", "zone"]
direction = "up"
unit = "percent"
roll_up = {{ places = "ratio", time = "ratio" }}
floor = 0
target = {{ value = 50.0, on = 2026-12-31, source = "cadre de résultats" }}

[[part]]
code = "men"
name = {TEXT}
where = [["sex", "=", "m"]]
"""


def test_a_definition_becomes_data() -> None:
    found = read_definitions({"visits.toml": GOOD}, SOURCES)["visits"]
    assert (found.version, found.measure, found.of, found.period) == (2, "ratio", "people", Within("day"))
    assert found.denominator == (
        Is("sex", "in", ("f", "m")),
        Either((Is("day", "<=", PeriodDay("@period_end")), Is("day", "blank", True))),
    )
    assert found.basis == found.denominator
    assert found.target.value == 50.0


def test_a_stock_is_read() -> None:
    text = GOOD.replace('rule = "within", day = "day"', 'rule = "as_of", begins = "from", ends = "until"').replace(
        'time = "ratio"', 'time = "last"'
    )
    assert read_definitions({"visits.toml": text}, SOURCES)["visits"].period == AsOf("from", "until")


MISTAKES = """
instead of                       | write                                | key            | says
code = "visits"                  | code = "Les visites"                 | code           | not made of small letters
version = 2                      | version = "2"                        | version        | must be a whole number
version = 2                      | version = 0                          | version        | counts from 1
source = "visits"                | source = "cases"                     | source         | 'cases' is not one of
measure = "ratio"                | measure = "mean"                     | measure        | 'mean' is not one of
of = "people"                    | of = "sex"                           | of             | no number 'sex'
day = "day"                      | day = "sex"                          | period.day     | no date 'sex'
rule = "within"                  | rule = "during"                      | period.rule    | 'during' is not one of
["sex", "=", "f"]                | ["gender", "=", "f"]                 | numerator[0]   | no column 'gender'
["sex", "=", "f"]                | ["sex", "==", "f"]                   | numerator[0]   | '==' is not one of
["sex", "=", "f"]                | ["sex", "=", 1]                      | numerator[0]   | sex (text) cannot
["sex", "=", "f"]                | ["sex", "<", "f"]                    | numerator[0]   | has no order
["sex", "=", "f"]                | ["sex", "in", "f"]                   | numerator[0]   | takes a list
["sex", "=", "f"]                | ["sex", "in", ["f", 2]]              | numerator[0]   | sex (text) cannot
["sex", "=", "f"]                | ["sex", "blank", 1]                  | numerator[0]   | blank is true or false
["sex", "=", "f"]                | ["sex", "f"]                         | numerator[0]   | must be [column,
["sex", "=", "f"]                | ["or", ["sex", "=", "f"]]            | numerator[0]   | at least two
["sex", "=", "f"]                | ["day", "<", "2026-01-01"]           | numerator[0]   | day (date) cannot
["sex", "=", "f"]                | ["day", "<", "@today"]               | numerator[0]   | '@today' is not one of
["sex", "=", "f"]                | ["themes", "=", "f"]                 | numerator[0]   | themes (list) can
["sex", "=", "f"]                | ["people", ">", true]                | numerator[0]   | people (integer) cannot
["territory", "zone"]            | ["territory", "village"]             | by             | 'village' is not one of
["territory", "zone"]            | ["province"]                         | by             | no column 'province'
["territory", "zone"]            | "territory"                          | by             | must be a list
direction = "up"                 | direction = "left"                   | direction      | 'left' is not one of
places = "ratio"                 | places = "sum"                       | roll_up.places | is ratio for ratios
time = "ratio"                   | time = "sum"                         | roll_up.time   | ratios are not summed
time = "ratio"                   | time = "last"                        | roll_up.time   | is last for what is
floor = 0                        | floor = 1                            | floor          | or at least 2
floor = 0                        | floor = 5                            | floor          | cannot be applied
unit = "percent"                 | unit = "people"                      | floor          | is needed where people
value = 50.0                     | value = "half"                       | target.value   | must be a number
[[part]]                         | colour = "red"\\n[[part]]            | colour         | is not known here
where = [["sex", "=", "m"]]      | distinct = "sex"                     | part[0].distinct | no record 'sex'
where = [["sex", "=", "m"]]      | colour = "red"                       | part[0].where  | is missing
"""


def rows(text: str) -> list[list[str]]:
    """Return the rows of a table below its heading."""
    return [[cell.strip() for cell in line.split(" | ")] for line in text.strip("\n").splitlines()[1:]]


@pytest.mark.parametrize(("instead", "write", "key", "says"), rows(MISTAKES))
def test_each_mistake_is_told_with_file_and_key(instead: str, write: str, key: str, says: str) -> None:
    assert instead in GOOD
    text = GOOD.replace(instead, write.replace("\\n", "\n"))
    with pytest.raises(DefinitionErrors) as found:
        read_definitions({"visits.toml": text}, SOURCES)
    assert any(issue.key == key and says in issue.says for issue in found.value.issues), str(found.value)
    assert all(issue.file == "visits.toml" for issue in found.value.issues)


@pytest.mark.parametrize(
    "key", ["code", "version", "name", "method", "numerator", "missing", "by", "roll_up", "unit", "floor"]
)
def test_what_is_needed_is_asked_for(key: str) -> None:
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith(f"{key} ="))
    with pytest.raises(DefinitionErrors, match="is missing"):
        read_definitions({"visits.toml": text}, SOURCES)


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    files = {
        "one.toml": GOOD.replace('"up"', '"left"').replace("version = 2", "version = 0"),
        "two.toml": "code = ",
        "three.toml": GOOD,
        "four.toml": GOOD,
    }
    with pytest.raises(DefinitionErrors) as found:
        read_definitions(files, SOURCES)
    assert [(issue.file, issue.key) for issue in found.value.issues] == [
        ("one.toml", "version"), ("one.toml", "direction"), ("two.toml", "(file)"), ("three.toml", "code"),
        ("four.toml", "code"),
    ]  # fmt: skip


def test_a_count_has_no_denominator() -> None:
    text = GOOD.replace('measure = "ratio"\nof = "people"', 'measure = "count"')
    with pytest.raises(DefinitionErrors, match="a count has none"):
        read_definitions({"visits.toml": text}, SOURCES)
