"""The desk: editors draft, submit and review."""
