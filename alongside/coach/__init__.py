"""Reads a written reply and says what it noticed, sentence by sentence; never a grade."""
