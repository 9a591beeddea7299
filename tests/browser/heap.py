"""What a page keeps in memory, by Chromium's own snapshot."""

import json
from collections import Counter

from playwright.sync_api import Page

OURS = ("object", "string", "array", "closure")
"""What scripts make; code that Chromium compiles and styles that it remembers come and go."""


def kept(page: Page) -> Counter[str]:
    """Return how many things of each of these types are left once all garbage is gone."""
    session = page.context.new_cdp_session(page)
    parts: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda part: parts.append(part["chunk"]))
    session.send("HeapProfiler.takeHeapSnapshot")
    session.detach()
    heap = json.loads("".join(parts))
    fields, types = (heap["snapshot"]["meta"][name] for name in ("node_fields", "node_types"))
    things = heap["nodes"][fields.index("type") :: len(fields)]
    every = Counter(types[0][thing] for thing in things)
    return Counter({name: every[name] for name in OURS})
