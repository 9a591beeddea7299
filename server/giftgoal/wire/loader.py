"""The file that leads OBS to an overlay."""

import json
import re
import unicodedata

_PLACE = '"OVERLAY"'

_SAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def loader_name(name: str) -> str:
    """Return what the file of an overlay of this name is called: ASCII, and safe everywhere."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return f"giftgoal-{slug or 'overlay'}.html"


def loader_page(template: str, url: str) -> str:
    """Return the page that leads to `url`.

    Args:
        template: The bundled page, which has a place for it.
        url: The overlay's.
    """
    text = json.dumps(url)
    for character, escaped in _SAFE.items():
        text = text.replace(character, escaped)
    return template.replace(_PLACE, text)
