"""A JSON array that comes bit by bit and may never end, like an answer of a Google API's stream."""

import codecs
import json
from decimal import Decimal
from typing import Any

from giftgoal.sources.arrivals import Unusable
from giftgoal.sources.connections import MOST_BYTES

_BETWEEN = "[, \t\r\n]"


class JsonStream:
    """Returns each value of an array as soon as it is whole."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._decoder = json.JSONDecoder(parse_float=Decimal)
        self._left = ""

    def feed(self, content: bytes) -> list[Any]:
        """Take what came; return the values that are whole now.

        Raises:
            Unusable: If it is no array of objects, or one is larger than we read.
        """
        self._left += self._decode(content)
        values: list[Any] = []
        while True:
            self._left = self._left.lstrip(_BETWEEN)
            if self._left[:1] not in ("", "{") or len(self._left) > 8 * MOST_BYTES:
                raise Unusable("it is not a list of pages")
            try:
                value, end = self._decoder.raw_decode(self._left)
            except ValueError:
                return values  # not whole yet
            except RecursionError:
                raise Unusable("it is nested too deeply") from None
            values.append(value)
            self._left = self._left[end:]
