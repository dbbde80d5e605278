"""What every request passes before it comes to a page, and every answer before it leaves."""
