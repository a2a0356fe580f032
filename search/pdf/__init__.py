"""A record as a PDF: tagged (PDF/UA), complete, and made beside the process that answers."""
