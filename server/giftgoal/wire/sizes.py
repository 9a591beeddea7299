"""How large a browser source an overlay wants, in pixels."""

from collections.abc import Mapping

Size = tuple[int, int]
"""Width and height."""

_CANVAS, _UPRIGHT_CANVAS = (1920, 1080), (1080, 1920)
_BAR, _UPRIGHT_BAR = (900, 120), (160, 900)

_USUAL: Mapping[object, Size] = {
    "bar": _BAR,
    "ring": (400, 400),
    "text": _BAR,
    "jar": (400, 500),
    "ladder": (480, 640),
    "countdown": (600, 120),
    "top": (480, 640),
    "recent": (480, 640),
    "shoutout": (640, 240),
    "ticker": (900, 80),
}


def usual_size(look: Mapping[str, object]) -> Size:
    """Return the size of a source for an overlay of this look, where nobody asks for another."""
    upright = look.get("direction") == "vertical"
    if look.get("widgets"):
        return _UPRIGHT_CANVAS if upright else _CANVAS
    widget = look.get("widget", "bar")
    if widget == "bar" and upright:
        return _UPRIGHT_BAR
    return _USUAL.get(widget, _BAR)


def least_size(look: Mapping[str, object]) -> Size:
    """Return the smallest source in which an overlay of this look can be read on a phone."""
    width, height = usual_size(look)
    return min(300, width // 3), min(300, height // 2)
