"""The indexes along which the list of a register is counted and walked, the same for every register."""

from django.db.models import Index

LISTED = ("sensitivity", "owner", "place", "life")
"""What rights and the life of a record read of every record."""


def list_indexes(register: str, date_field: str, *filters: str) -> list[Index]:
    """Return the indexes of a register's list; `filters` are the fields that its filters and saved views read.

    Each holds all that rights and filters read, so that neither a page nor an exact count opens a record: by date, for
    pages and filters; by place, for who works in some places; by level and owner, for the total of everybody else.
    """
    return [
        Index(fields=[f"-{date_field}", "-code", *LISTED, *filters, "id"], name=f"{register}_by_date"),
        Index(fields=["place", "sensitivity", "owner", "life", *filters, "id"], name=f"{register}_by_place"),
        Index(fields=["sensitivity", "owner", "life", "id"], name=f"{register}_by_level"),
    ]
