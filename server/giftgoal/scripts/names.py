"""Names for gifters that a script only counts.

Short and long, in many writings and directions, because real viewers have such names, and a bar
that shows only plain ones has been tried with half of its viewers.
"""

_FIRST = (
    *("ana", "ben", "Łukasz", "さくら", "José", "Mei Lin", "نور", "Zoë", "Ivan", "Фёдор"),
    *("Priya", "أحمد", "Olu", "민준", "Søren", "Ελένη", "night_owl_77", "דנה", "Chloé"),
    *("Tomáš", "x", "Björk", "दीपिका", "Nguyễn Văn", "🌹 Rosie 🌹", "Amara", "Jürgen"),
    *("captain-of-the-late-shift", "ไข่มุก", "Şebnem", "Kiki", "Diego", "o_O", "Hina"),
    *("Marek", "The Quiet One", "Leilani", "Ömer", "Yuki", "Big Al"),
)


def made_up(count: int) -> tuple[str, ...]:
    """Return so many different names, always the same."""
    return tuple(
        _FIRST[n] if n < len(_FIRST) else f"{_FIRST[n % len(_FIRST)]} {n // len(_FIRST) + 1}"
        for n in range(count)
    )
