"""Files that people write: TOML whose every value knows its line, and mistakes in plain words."""
