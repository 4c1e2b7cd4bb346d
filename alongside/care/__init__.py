"""Care for what a course keeps about people: backups, a copy on request, deletion on request, a log of changes."""
