"""What `pamoja serve` runs: the application, with the figures made ready before the first visitor asks for them."""

import threading

from django.utils import timezone

from pamoja.config.wsgi import application
from pamoja.indicators import figures

__all__ = ["application"]

# A visitor would otherwise wait seconds for the lake to be read and the figures' queries to be written.
threading.Thread(target=lambda: figures.get_ready(timezone.localdate()), daemon=True, name="figures").start()
