"""The WSGI entry point; run it with `site/` on the path (`gunicorn --pythonpath site`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402 - as below

from core.doorstep import Doorstep  # noqa: E402 - it needs the apps, which are loaded now
from core.stack import with_room  # noqa: E402 - as above

# All views, before anybody asks: else each worker's first reader waits seconds for them.
get_resolver().url_patterns  # noqa: B018 - read for what it loads
application = with_room(Doorstep(django))
