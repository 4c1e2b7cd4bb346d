"""Charts, described once: drawn live by ``static/chart/chart.js`` and on paper by matplotlib."""
