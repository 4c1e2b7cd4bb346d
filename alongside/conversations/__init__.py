"""Branching conversations: what one may write in a file, how a talk is walked, and who plays it in the checks."""
