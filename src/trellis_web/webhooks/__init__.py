"""Telling other programs what happened: keys and a signature, never a name or an outcome."""
