"""What gunicorn and the `flask` command load."""

import gc

from visits.app import create_app

app = create_app()

# What was made until here stays as long as the process: no collection need look at it again.
gc.collect()
gc.freeze()
