"""Building, checking and laying out the course. The only place, with grading, that reads YAML."""
