"""Charts, described once: drawn live by ``static/chart.js`` and on paper by matplotlib."""
