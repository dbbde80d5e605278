"""Accounts: signing in, the second factor, one's own password and views."""
