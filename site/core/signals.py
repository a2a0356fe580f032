"""Signals through which the apps above take part in what runs here."""

from django.dispatch import Signal

periodic = Signal()
"""Sent by the worker about once a minute, without arguments."""

demonstration_loaded = Signal()
"""Sent once the demonstration's accounts and records stand, in the transaction that loads them."""
