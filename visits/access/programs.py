"""Which browser is that? A few words out of the long line that programs send about themselves."""

BROWSERS = (
    ("KAKAOTALK", "KakaoTalk"),
    ("NAVER(", "Naver"),
    ("Whale/", "Whale"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""The first that is found: most also name those below them."""
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def program_name(line: str) -> str:
    """`Chrome, Windows`; what is no browser by its own name, without its version."""
    browser = next((name for sign, name in BROWSERS if sign in line), "")
    if not browser:
        return line.split("/", maxsplit=1)[0].split(" (", maxsplit=1)[0].strip()
    system = next((name for sign, name in SYSTEMS if sign in line), "")
    return f"{browser}, {system}" if system else browser
