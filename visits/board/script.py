"""What the board's script says by itself, in the reader's language; `{title}` is filled in there."""

from flask_babel import gettext as _


def script_words() -> dict[str, str]:
    """By name; sentences that the server says after a gesture are not among them."""
    title, when, lane, names = "{title}", "{when}", "{lane}", "{names}"
    return {
        "grid": _("Stops by time of day and lane"),
        "inHand": _(
            "%(title)s is in your hand: %(when)s. Arrow keys move it, Enter puts it down, Esc lets it go.",
            title=title,
            when=when,
        ),
        "inHandByTouch": _(
            "%(title)s is in your hand: %(when)s. Tap the time where it belongs, or tap it in the tray again to let it go.",
            title=title,
            when=when,
        ),
        "at": _("%(title)s: %(when)s.", title=title, when=when),
        "inLane": _("%(title)s: %(when)s, %(lane)s.", title=title, when=when, lane=lane),
        "letGo": _("%(title)s was let go. Nothing has changed.", title=title),
        "putBack": _("%(title)s was put back.", title=title),
        "saving": _("Saving …"),
        "offline": _("No connection"),
        "lost": _("The connection was lost."),
        "lostDetail": _(
            "%(title)s was put back: what you did may not have been saved. Try again as soon as there is a connection.",
            title=title,
        ),
        "failed": _("This was not saved."),
        "signIn": _("Your session has ended. Sign in and open the page again."),
        "mine": _("Your change: %(title)s, %(when)s.", title=title, when=when),
        "mineGone": _("Your change cannot be made any more."),
        "others": _("Also here: %(names)s", names=names),
        "updated": _("The board was brought up to date."),
        "noSite": _("No site has this name."),
    }
