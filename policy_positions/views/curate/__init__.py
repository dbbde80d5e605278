"""Curating: admins keep the frame of the record."""
