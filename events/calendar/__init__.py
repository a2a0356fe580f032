"""The calendar of events: what comes, what was, and both for the calendars of readers."""
