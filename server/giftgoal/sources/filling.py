"""What the streamer fills in for a road, checked."""

from collections.abc import Mapping, Sequence

from giftgoal.domain.errors import Invalid
from giftgoal.sources.source import Road


def counted_by(road: Road, platforms: Sequence[str]) -> dict[str, str]:
    """Return that these platforms count by a road.

    Raises:
        Invalid: If it does not bring the gifts of one of them.
    """
    for platform in platforms:
        if platform not in road.platforms:
            raise Invalid("counts_for", platform, f"one of {', '.join(road.platforms)}")
    return dict.fromkeys(platforms, road.name)


def checked(road: Road, values: Mapping[str, str] | None) -> dict[str, str]:
    """Return the values that were sent for a road's fields.

    Raises:
        Invalid: If one is unknown, too long, or no choice.
    """
    fields = {field.name: field for field in road.fields if field.kind != "hidden"}
    for name, value in (values or {}).items():
        field = fields.get(name)
        if field is None:
            raise Invalid("fields", name, f"one of {', '.join(fields) or 'none'}")
        if len(value) > field.most or not value.isprintable():
            expected = f"at most {field.most} characters on one line"
            raise Invalid(f"fields.{name}", "something else", expected)
        choices = [choice for choice, _ in field.choices]
        if value and choices and value not in choices:
            raise Invalid(f"fields.{name}", value, f"one of {', '.join(choices)}")
    return {name: value.strip() for name, value in (values or {}).items()}
