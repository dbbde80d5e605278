"""The project: settings, addresses, the embedded database."""
