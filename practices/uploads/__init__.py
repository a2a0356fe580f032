"""Files that come with a submission: taken in, checked, shown, made part of the record."""
