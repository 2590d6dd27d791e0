"""Is a `next=` a path of ours? Pure, since rules rest on it."""


def is_own_path(address: str) -> bool:
    """Nothing that any browser could read as another host, a scheme or a script."""
    return (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and "\\" not in address
        and all(sign.isprintable() for sign in address)
        and ":" not in address.split("?", 1)[0].split("/", 2)[1]
    )
