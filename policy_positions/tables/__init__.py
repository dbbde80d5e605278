"""What a row shows: the columns of the page and of the download, and what stands in their cells."""

from .columns import DOWNLOAD, PAGE, Column, Field

__all__ = ["DOWNLOAD", "PAGE", "Column", "Field"]
