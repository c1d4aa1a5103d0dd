"""A multipart body is read the same whatever the pieces in which it arrives, and bad ones are refused."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamoja.formats import multipart
from pamoja.formats.multipart import MalformedMultipart, boundary, parts

MARK = b"fence"
FENCE = b"\r\n--" + MARK

contents = st.lists(
    st.one_of(
        st.binary(max_size=300), st.sampled_from([b"", b"\r\n", b"\r\n--", b"--fence", b"\r\n--fenc", b"\r\n\r\n--"])
    ).filter(lambda data: FENCE not in b"\r\n" + data + b"\r\n--"),
    max_size=5,
)


def arriving(data: bytes, sizes: list[int]) -> Callable[[int], bytes]:
    """Return a `read` that gives `data` in pieces of these sizes, over and over."""
    at = 0
    turn = 0

    def read(limit: int) -> bytes:
        nonlocal at, turn
        size = min(limit, sizes[turn % len(sizes)])
        turn += 1
        chunk = data[at : at + size]
        at += len(chunk)
        return chunk

    return read


def read_all(data: bytes, sizes: list[int]) -> list[tuple[str, bytes]]:
    """Return the names and contents of the parts of a body that arrives in pieces of these sizes."""
    return [(part.name, b"".join(part.chunks)) for part in parts(arriving(data, sizes), MARK)]


def body(files: list[bytes]) -> bytes:
    """Return a body with one part for each content, named by its number."""
    built = b""
    for number, content in enumerate(files):
        built += b'--fence\r\nContent-Disposition: form-data; name="%d"\r\n\r\n%b\r\n' % (number, content)
    return built + b"--fence--\r\n"


def split(data: bytes) -> list[bytes]:
    """Return the contents of a body in the naive way."""
    return [piece.partition(b"\r\n\r\n")[2] for piece in (b"\r\n" + data).split(FENCE)[1:-1]]


@given(contents, st.lists(st.integers(1, 70), min_size=1, max_size=5))
def test_streaming_reads_what_naive_splitting_reads(files: list[bytes], sizes: list[int]) -> None:
    data = body(files)
    read = read_all(data, sizes)
    assert [content for _name, content in read] == split(data) == files
    assert [name for name, _content in read] == [str(number) for number in range(len(files))]


@given(contents, st.lists(st.integers(1, 70), min_size=1, max_size=5))
def test_a_part_left_unread_is_skipped(files: list[bytes], sizes: list[int]) -> None:
    names = [part.name for part in parts(arriving(body(files), sizes), MARK)]
    assert names == [str(number) for number in range(len(files))]


@given(st.binary(max_size=2000), st.lists(st.integers(1, 200), min_size=1, max_size=3))
def test_any_bytes_end_in_parts_or_in_a_refusal(data: bytes, sizes: list[int]) -> None:
    try:
        read_all(data, sizes)
    except MalformedMultipart as error:
        assert error.why in ("head", "truncated", "parts")  # noqa: PT017


@given(contents.filter(bool), st.data())
def test_a_body_cut_anywhere_is_refused(files: list[bytes], data: st.DataObject) -> None:
    whole = body(files)
    cut = data.draw(st.integers(0, len(whole) - len(b"--\r\n") - 1))
    with pytest.raises(MalformedMultipart):
        read_all(whole[:cut], [50])


def test_a_large_part_never_stands_in_memory() -> None:
    sent = 0

    def read(limit: int) -> bytes:
        nonlocal sent
        if sent == 0:
            sent = 1
            return b"--fence\r\nContent-Disposition: form-data; name=a\r\n\r\n"
        if sent < 500:
            sent += 1
            return b"x" * limit
        return b"\r\n--fence--"

    largest = 0
    for part in parts(read, MARK):
        for chunk in part.chunks:
            largest = max(largest, len(chunk))
            assert part.name == "a"
    assert largest <= 2 * multipart.CHUNK


@pytest.mark.parametrize(
    ("head", "name", "filename"),
    [
        (
            b'Content-Disposition: form-data; name="a"; filename="b.jpg"\r\nContent-Type: image/JPEG',
            "a",
            "b.jpg",
        ),
        (b"content-disposition:form-data;name=a;filename=b.jpg", "a", "b.jpg"),
        (b'Content-Disposition: form-data; name="a\\"b"; filename="..\\\\c"', 'a"b', "..\\c"),
        ('Content-Disposition: form-data; name="réunion"; filename="é.jpg"'.encode(), "réunion", "é.jpg"),
        (
            b"Content-Disposition: form-data; name=a; filename=x; filename*=UTF-8''r%C3%A9union.jpg",
            "a",
            "réunion.jpg",
        ),
        (b"Content-Disposition: form-data;\r\n name=a", "a", ""),
        (b"Content-Type: text/xml; charset=utf-8", "", ""),
        (b"nonsense", "", ""),
    ],
)
def test_headers_are_read(head: bytes, name: str, filename: str) -> None:
    data = b"--fence\r\n" + head + b"\r\n\r\nx\r\n--fence--"
    (part,) = parts(arriving(data, [7]), MARK)
    assert (part.name, part.filename) == (name, filename)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "truncated"),
        (b"no boundary at all", "truncated"),
        (b"--fence\r\n\r\nx", "truncated"),
        (b"--fence\r\nName: " + b"x" * 20_000, "head"),
        (b"--fence\r\nName: " + b"x" * 20_000 + b"\r\n\r\n\r\n--fence--", "head"),
        (b"--fencewood\r\n\r\nx\r\n--fence--", "head"),
        (b"--fence\r\n\r\nx\r\n" * 1000 + b"--fence--", "parts"),
    ],
)
def test_hostile_bodies_are_refused(data: bytes, why: str) -> None:
    with pytest.raises(MalformedMultipart) as error:
        read_all(data, [1000])
    assert error.value.why == why


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("multipart/form-data; boundary=abc", b"abc"),
        ('multipart/form-data; boundary="a b:c"', b"a b:c"),
        ("Multipart/Form-Data;charset=utf-8;Boundary=abc; x=y", b"abc"),
    ],
)
def test_the_boundary_is_found(content_type: str, expected: bytes) -> None:
    assert boundary(content_type) == expected


@pytest.mark.parametrize(
    "content_type",
    ["", "text/xml", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + '"'],
)
def test_no_boundary_is_refused(content_type: str) -> None:
    with pytest.raises(MalformedMultipart):
        boundary(content_type)
