"""Formats in and out: one module each, pure functions from bytes to a framework with findings."""

from trellis.framework.formats.csv import to_csv_long
from trellis.framework.formats.detect import read_any
from trellis.framework.formats.report import Imported
from trellis.framework.formats.to_xlsx import to_xlsx

__all__ = ["Imported", "read_any", "to_csv_long", "to_xlsx"]
