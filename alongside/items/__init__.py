"""Questions: their schema, one file per kind, and how an answer is scored. Standard library only."""
