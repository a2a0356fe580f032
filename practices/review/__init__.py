"""Where the union reviews what municipalities submit, in the admin."""
