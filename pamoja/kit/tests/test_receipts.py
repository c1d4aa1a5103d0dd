"""A receipt is the same for the same form and words, and tells nothing of them."""

from pamoja.kit.receipts import ALPHABET, NEIGHBOURS, digest_of, receipt_for


def test_a_form_sent_twice_has_one_receipt_and_other_words_another() -> None:
    first, again = receipt_for("abc", "La pompe est cassée"), receipt_for("abc", "La pompe est cassée")
    other, elsewhere = receipt_for("abc", "Le pont est cassé"), receipt_for("abd", "La pompe est cassée")
    assert first == again
    assert (
        len({one.code for one in (first, other, elsewhere)}) == len({one.id for one in (first, other, elsewhere)}) == 3
    )


def test_a_code_is_two_groups_of_four_letters_that_are_not_taken_for_one_another() -> None:
    for number in range(200):
        code = receipt_for(str(number), "").code
        assert len(code) == 9
        assert code[4] == "-"
        assert set(code.replace("-", "")) <= set(ALPHABET)
    assert not set("0O1I8B5S2ZVNDGQ6") & set(ALPHABET)


def test_a_code_is_known_however_it_is_typed_and_when_a_letter_is_taken_for_its_neighbour() -> None:
    kept = digest_of("LUMP-TFK4")
    assert kept is not None
    assert len(kept) == 32
    for typed in ("lumptfk4", " LUMP TFK4 ", "lump–tfk4", "1VNB-DSQ4", "iumptfk4"):
        assert digest_of(typed) == kept, typed
    assert {chr(letter) for letter in NEIGHBOURS}.isdisjoint(ALPHABET)


def test_what_cannot_be_a_code_has_no_digest() -> None:
    for typed in ("", "LUMP", "LUMP-TFK45", "LUMP-TFK0", "LUMP TFK!", "ééééàààà"):
        assert digest_of(typed) is None, typed
