"""The machines' door: the read API and its description, the Atom feed, oEmbed."""
