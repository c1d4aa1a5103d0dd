"""Share-outs, tranches and visits fall due on their day, until they are done or noted."""

from datetime import date

from pamoja.economy.dues import grants_fall_due, share_outs_fall_due, works_visits_fall_due
from pamoja.economy.grants import grant_visits
from pamoja.economy.models import Grant, SavingsGroup, Works
from pamoja.economy.tests.filed import GRANT, grant, grant_visit, group, piece_of_works, share_out, works_visit
from pamoja.records.life import take_step
from pamoja.registry.dues import falling_due
from tests.cast import Cast, by

EVER = (date(2024, 1, 1), date(2028, 1, 1))


def test_works_are_due_for_a_visit_six_and_twelve_months_after_their_end(cast: Cast) -> None:
    one = piece_of_works(by(cast.field_agent))
    piece_of_works(by(cast.field_agent), ended_on="", wages_due="", wages_paid="", wages_paid_on="")
    dues = list(works_visits_fall_due(Works.objects.all(), *EVER))
    assert [(due.on, due.code) for due in dues] == [
        (date(2025, 11, 30), "visit-6"),
        (date(2026, 5, 30), "visit-12"),
    ]
    works_visit(by(cast.field_agent), one, condition="not_visited", why_not="Route coupée")
    assert [due.code for due in works_visits_fall_due(Works.objects.all(), *EVER)] == ["visit-12"]
    assert list(works_visits_fall_due(Works.objects.all(), date(2026, 5, 31), date(2026, 12, 31))) == []


def test_a_grant_has_its_unpaid_tranches_and_its_visits_after_the_first_payment(cast: Cast) -> None:
    one = grant(by(cast.field_agent))
    dues = [(due.on, due.code[:7]) for due in grants_fall_due(Grant.objects.all(), *EVER)]
    assert dues == [(date(2025, 8, 10), "tranche"), (date(2025, 8, 20), "visit-6"), (date(2026, 2, 20), "visit-1")]
    visit = grant_visit(by(cast.field_agent), one)
    assert len(list(grants_fall_due(Grant.objects.all(), *EVER))) == 2
    take_step(grant_visits, visit.pk, "delete", by(cast.partner_me), reason="autre appui")
    assert len(list(grants_fall_due(Grant.objects.all(), *EVER))) == 3


def test_a_grant_of_which_nothing_is_paid_has_no_visit_and_one_given_up_has_nothing(cast: Cast) -> None:
    unpaid = [{"due_on": "2025-02-10", "amount": "1200"}]
    grant(by(cast.field_agent), tranches=unpaid)
    grant(by(cast.field_agent), ended_on="2025-07-01", tranches=GRANT["tranches"])
    assert [due.code[:7] for due in grants_fall_due(Grant.objects.all(), *EVER)] == ["tranche"]


def test_a_planned_share_out_is_due_until_it_was_held(cast: Cast) -> None:
    one = group(by(cast.field_agent), started_on="2025-01-06", ends_on="2025-12-19")
    assert [due.on for due in share_outs_fall_due(SavingsGroup.objects.all(), *EVER)] == [date(2025, 12, 19)]
    share_out(by(cast.field_agent), one)
    assert list(share_outs_fall_due(SavingsGroup.objects.all(), *EVER)) == []


def test_the_calendar_shows_what_falls_due_to_who_sees_the_record(cast: Cast) -> None:
    grant(by(cast.field_agent))
    mine = falling_due(cast.partner_me, *EVER, most=20)
    assert [due.record.register_name for due in mine] == ["grant"] * 3
    assert falling_due(cast.state, *EVER, most=20) == []
