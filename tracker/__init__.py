"""The project: settings, addresses, the embedded database."""

TITLE = "Hemispheric drug-policy position tracker"
