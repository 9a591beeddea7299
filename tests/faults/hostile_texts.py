"""Names and texts that mean no good, or are merely from all over the world."""

_HTML = '<img src=x onerror="window.hacked=1">'
_SCRIPT = "<script>window.hacked=1</script>"

NAMES = {
    "right-to-left override": "ana\N{RIGHT-TO-LEFT OVERRIDE}005 snioc",
    "isolates left open": "\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}ana",
    "isolates closed twice": "ana\N{POP DIRECTIONAL ISOLATE}\N{POP DIRECTIONAL FORMATTING}1",
    "right to left, with digits": "نور 123 שלום 456",
    "right-to-left mark": "ana\N{RIGHT-TO-LEFT MARK}!",
    "zero width": "a\N{ZERO WIDTH SPACE}n\N{ZERO WIDTH JOINER}a\N{WORD JOINER}",
    "HTML": _HTML,
    "script": _SCRIPT,
    "end of an element": "</bdi></main><svg onload=window.hacked=1>",
    "end of a style": "*/}</style><base href=//x>",
    "link": "javascript:window.hacked=1",
    "quotes": "\"';`${window.hacked=1}\\u0022&quot;",
    "zalgo": "z" + "\N{COMBINING LONG STROKE OVERLAY}\N{COMBINING GREEK PERISPOMENI}" * 30,
    "family": "\N{ZERO WIDTH JOINER}".join("👩👩👧👦") + "👍🏽🏳️\N{ZERO WIDTH JOINER}🌈",
    "long word": "W" * 64,
    "wide character": "﷽" * 20,
    "formula": "=cmd|' /C calc'!A0",
    "formula of another culture": "\N{FULLWIDTH EQUALS SIGN}HYPERLINK(1)",
    "digits": "1,000,000",
    "digits of others": "١٢٣٤٥٦",
    "braces of our own words": "{count} {gift} {0} %s %(name)s",
    "prototype": "__proto__",
}
"""Each up to 64 characters, as a name may be."""
