"""What every page behind a host's link needs."""

from flask import current_app, url_for


def around(lang: str, token: str) -> dict[str, object]:
    """What every page of the link needs."""
    offered = [one.tag for one in current_app.extensions["languages"]]
    return {
        "home_page": url_for("hosting.my_site", lang=lang, token=token),
        "fallback_url": url_for(
            "hosting.my_site", lang="ko" if "ko" in offered else offered[0], token=token
        ),
    }
