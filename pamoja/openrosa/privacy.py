"""Keys of devices stand in addresses, and addresses are logged: they are hidden there."""

import logging
import re

KEY = re.compile(r"(/key/)[^/\s?]+")


class HideKeys(logging.Filter):
    """Puts dots in the place of every device key in a line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line, without keys."""
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(part) for part in record.args)
        return True


def _hidden(part: object) -> object:
    return KEY.sub(r"\1…", part) if isinstance(part, str) else part
