"""Django's own WSGI application; importing this first sets Django up, before any module that reads models."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamoja.config.settings")
pages = get_wsgi_application()
