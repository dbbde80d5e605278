"""The doors of the site, by audience: browse for analysts, edit for editors."""
