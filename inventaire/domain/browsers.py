"""What a browser says of itself, in the words of people."""

# The first found is right: most browsers also name those they descend from.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_name(said: str) -> str:
    """Name a browser from its User-Agent: « Firefox sur Windows »."""
    browser = next((name for mark, name in BROWSERS if mark in said), "Navigateur inconnu")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    return f"{browser} sur {system}" if system else browser
