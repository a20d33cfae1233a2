"""Signing in and out, and choosing the post to act in."""
