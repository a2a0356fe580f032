"""Where the admin asks before it deletes accounts."""

from wagtail import hooks

from accounts.guards import refuse_many, refuse_one

hooks.register("before_delete_user", refuse_one)
hooks.register("before_bulk_action", refuse_many)
