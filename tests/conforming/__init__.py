"""schemathesis on the read API: the settings of the command, and a check of the project's own."""
