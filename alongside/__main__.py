"""``python -m alongside`` is the command line."""

from alongside.cli import main

raise SystemExit(main())
