"""Live platforms: one module a road, each behind the same small protocol.

A road (`source.Road`) is one way by which a platform's gifts can come. It has

- a pure `normalise(raw) -> tuple[Arrived | Reversed, ...]`, without I/O, so that payloads are
  tested directly. Build gifts with `arrivals.gift_of`, `gifter_of`, `worth_of`, `key_of`: they
  keep names, numbers and keys within what can be recorded. Read JSON with `payloads.read_json`
  (numbers stay exact) and its `first`, `object_in`, `text`, `whole`, `decimal`; money with
  `currencies`.
- and either a source (`source.Source`): a class made from the filled-in fields, whose
  `run(deliver, tell)` connects once and brings gifts until the connection ends;
- or a hook (`source.Hook`): a class with a pure `check(letter)`, who sends it, and a pure
  `normalise(letter)`, what is in it. It is answered 200 only after the commit.

To add one: write `sources/<road>.py` with a `ROAD` at its end, add it to `roads.ROADS`, write
`tests/sources/test_<road>.py` and a page in `docs/platforms/`. `tikfinity.py` is the model of a
source, `kofi.py` or `tikfinity_webhook.py` of a hook. Nothing else has to change: the control page
draws the form from `ROAD.fields`, and the API, the states and the tests of roads follow from it.

Rules:

- **The key** is the platform's own id of the gift or delivery. It is committed together with the
  gift. Two roads of one platform that share an id make the same key.
- **A streak** is one gift with `streak=` and the absolute count so far. Reports may be lost, late,
  repeated or jump; only growth counts.
- **One road of a platform counts**, as no id says that gifts of two are one. `Road.carries` names a
  kind of gifts where no gift can come by a road of another kind; then one of each counts.
- **Worth**: `coins=` where the platform counts in coins (TikTok); else `worth=` in the platform's
  own unit (`bits`, `stars`, `jewels`, `kicks`) or currency. The lane applies the rate; a road never
  knows one. With neither, the lane looks the gift up in the catalogue.
- **Confirm upstream only after `await deliver(...)`** has returned: then everything is on disk.
  `deliver` waits while the disk is full, never raises for a gift, and sorts out repeats itself.
  Where a platform is told nothing, `pipeline.pipelined(deliver)` waits for room instead, so that a
  storm does not come out late on a slow disk.
- **How it fails** is said by raising: `Lost` (try again, with `retry_after` if it was told),
  `NotLive` (wait), `Refused` (wrong key: wait for the streamer). Anything else is shown as a crash
  and started again. Back-off, states, gaps and counters are the supervisor's business.
- **Every wait has an end**: a time-out on connecting, and a watchdog on silence. `connected` has
  both for WebSockets.
- **Nothing secret in a line or a log**; e-mail addresses are dropped in `normalise`.
- A test mark of the platform becomes `rehearsal=True`.
"""
