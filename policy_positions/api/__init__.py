"""The machines' door: the read API and its description, the Atom feed, oEmbed."""

TRACKER = "Hemispheric drug-policy position tracker"
