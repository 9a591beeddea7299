"""JSON Schemas of the messages that are sent to us and of those we answer."""

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from giftgoal.wire.body import Message

Schema = dict[str, Any]

_REF = "#/components/schemas/{model}"


class _Generator(GenerateJsonSchema):
    """Leaves out the titles that only repeat a field's name."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def schemas(
    takes: Iterable[type[Message]], gives: Iterable[Any]
) -> tuple[dict[Any, Schema], dict[str, Schema]]:
    """Return the schema of each type, and by its name each that the others refer to.

    Args:
        takes: Messages that are sent to us.
        gives: Types of what we answer.
    """
    validation: JsonSchemaMode = "validation"
    serialization: JsonSchemaMode = "serialization"
    inputs = [
        *((type_, validation, TypeAdapter(type_)) for type_ in dict.fromkeys(takes)),
        *((type_, serialization, TypeAdapter(type_)) for type_ in dict.fromkeys(gives)),
    ]
    by_type, definitions = TypeAdapter.json_schemas(
        inputs, ref_template=_REF, schema_generator=_Generator
    )
    return {type_: schema for (type_, _), schema in by_type.items()}, definitions["$defs"]
