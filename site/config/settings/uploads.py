"""Files that members send: kept apart until they are checked, and out of any web server's reach."""

import environ

env = environ.Env()

# More than this of a file waits on disk and not in memory while it arrives.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Bytes that no upload may exceed, whoever sends it: the rest is not even stored.
MEYDAN_LARGEST_UPLOAD = 100 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "core.upload_handlers.LargestUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# What members may send with a submission, in bytes and number.
MEYDAN_LARGEST_IMAGE = 15 * 1024 * 1024
MEYDAN_LARGEST_DOCUMENT = 25 * 1024 * 1024
MEYDAN_FILES_A_SUBMISSION = 20

# A virus scanner: tcp://host:3310 or unix:///run/clamav/clamd.ctl. With one configured, no file
# is taken that it has not looked at.
MEYDAN_CLAMD = env.str("MEYDAN_CLAMD", default="")
