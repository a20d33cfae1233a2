"""Talks: called, held, minuted in words that both sides confirm, and followed until put right."""
