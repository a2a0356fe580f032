"""Signals through which the apps above take part in what runs here."""

from django.dispatch import Signal

periodic = Signal()
"""Sent by the worker about once a minute, without arguments."""

frequent = Signal()
"""Sent by the worker about once a second, without arguments, beside all else that it does."""

readiness = Signal()
"""Sent when somebody asks whether the site is ready: receivers answer in JSON types, by name, how
what they look after is. Strangers read it."""

demonstration_loaded = Signal()
"""Sent once the demonstration's accounts and records stand, in the transaction that loads them."""
