"""What appears on a page: one thin class here and one folder in ``static/`` for each part."""
