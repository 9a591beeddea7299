"""`python -m giftgoal`."""

from giftgoal.cli import main

raise SystemExit(main())
