"""What gunicorn and the `flask` command load."""

from visits.app import create_app

app = create_app()
