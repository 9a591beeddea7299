"""Holds every answer against the OpenAPI document, so that each test tests that too."""

import copy
import re
from typing import Any

import httpx2
from jsonschema_rs import Draft202012Validator


class Truth:
    """The document, and what it lets a server answer."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._paths = {
            re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$"): operations
            for path, operations in document["paths"].items()
        }
        self._components = _closed(document["components"])

    def check(self, answer: httpx2.Response) -> None:
        """Insist on a status, a media type and a body that are written down."""
        operation = self._operation(answer.request)
        if operation is None:
            return
        responses = operation["responses"]
        assert str(answer.status_code) in responses, f"{answer.request.url}: {answer.status_code}"
        content = responses[str(answer.status_code)].get("content", {})
        answer.read()
        if not content:
            assert not answer.content
            return
        media_type = answer.headers["content-type"].partition(";")[0]
        assert media_type in content
        if media_type.endswith("json"):
            schema = {**content[media_type]["schema"], "components": self._components}
            Draft202012Validator(schema).validate(answer.json())

    def _operation(self, request: httpx2.Request) -> dict[str, Any] | None:
        for path, operations in self._paths.items():
            if path.match(request.url.path) and request.method.lower() in operations:
                found: dict[str, Any] = operations[request.method.lower()]
                return found
        return None


def _closed(components: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas with nothing allowed that is not written down."""
    components = copy.deepcopy(components)
    for schema in components["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return components
