"""What falls due: a page, and a feed for the calendars of phones."""
