"""Built files by their plain name: `asset('staff.css')` is the address of the hashed one."""

import json
import re
from pathlib import Path

from flask import Flask, url_for

HASHED = re.compile(r"-[A-Z0-9]{8}\.\w+$")


class NotBuilt(RuntimeError):
    """static/dist is missing: `make build` makes it."""


def is_hashed(_: str, url: str) -> bool:
    """Does the name change with the content? Such a file may be kept for ever."""
    return HASHED.search(url) is not None


def init_app(app: Flask) -> None:
    path = Path(str(app.static_folder)) / "dist" / "manifest.json"
    manifest: dict[str, str] = {}

    def built(name: str) -> str:
        if not manifest:
            if not path.exists():
                raise NotBuilt(f"{path} is missing: run `make build`")
            manifest.update(json.loads(path.read_text()))
        return manifest[name]

    def asset(name: str) -> str:
        return url_for("static", filename=f"dist/{built(name)}")

    app.jinja_env.globals["asset"] = app.extensions["asset"] = asset
    app.extensions["built_file"] = lambda name: path.parent / built(name)
