"""An outline is a point, a line or a closed polygon in longitude and latitude, or it is refused."""

import pytest

from pamoja.formats.wkt import read_outline

RING = "29 -1, 29.1 -1, 29.1 -1.1, 29 -1"


@pytest.mark.parametrize(
    ("text", "shape", "positions"),
    [
        ("POINT (29.37 -1.19)", "point", 1),
        (" point(29.37   -1.19) ", "point", 1),
        ("LINESTRING (29 -1, 29.1 -1.05)", "line", 2),
        (f"POLYGON (({RING}))", "polygon", 4),
    ],
)
def test_it_reads_the_three_shapes(text: str, shape: str, positions: int) -> None:
    found = read_outline(text)
    assert (found.shape, len(found.positions)) == (shape, positions)
    assert read_outline("POINT (29.37 -1.19)").positions == ((29.37, -1.19),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "de la rivière à l’eucalyptus",
        "29.37 -1.19",
        "POINT (29.37)",
        "POINT (29.37, -1.19)",
        "POINT (290 -1)",
        "POINT (29 -91)",
        "POINT (29 -1, 30 -1)",
        "LINESTRING (29 -1)",
        "POLYGON ((29 -1, 29.1 -1, 29.1 -1.1, 29 -1.2))",
        "POLYGON ((29 -1, 29.1 -1, 29 -1))",
        f"POLYGON (({RING}), ({RING}))",
        "POINT (٢٩ -1)",
        "MULTIPOINT (29 -1)",
        "POINT Z (29 -1 3)",
        "POINT (nan 1)",
    ],
)
def test_it_refuses_everything_else(text: str) -> None:
    with pytest.raises(ValueError):
        read_outline(text)


def test_a_long_text_is_refused_quickly() -> None:
    with pytest.raises(ValueError):
        read_outline("LINESTRING (" + "1 1," * 5000 + "x)")
