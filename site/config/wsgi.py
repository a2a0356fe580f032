"""The WSGI entry point; run it with `site/` on the path (`gunicorn --pythonpath site`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django = get_wsgi_application()

from core.doorstep import Doorstep  # noqa: E402 - it needs the apps, which are loaded now

application = Doorstep(django)
