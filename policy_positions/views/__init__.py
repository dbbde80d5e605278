"""The doors of the site, by audience: browse (analysts), edit (editors), curate (admins), accounts (all)."""
