"""What is unusual in a case, and kept all the same."""

from django.db.models import F, Q

from pamoja.records.warnings import Warn

more_households_than_people = Warn("case.more_households_than_people", Q(households__lte=F("people")), "people")
more_fled_than_people = Warn("case.more_fled_than_people", Q(displaced_people__lte=F("people")), "displaced_people")
