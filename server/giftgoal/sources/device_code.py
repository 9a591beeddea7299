"""What every sign-in by device code has in common: RFC 8628."""

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
"""The grant type of section 3.4."""

SLOWER = 5
"""Seconds to add where it answers `slow_down` (section 3.5)."""

NOT_KEPT = "The sign-in could not be kept: after a restart you sign in once more."
