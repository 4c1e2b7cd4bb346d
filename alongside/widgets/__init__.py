"""What appears on a page: one thin class here and one ES module in ``static/`` for each part."""
