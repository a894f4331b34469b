"""Kept descriptions of columns, and the tables that they fit."""

from collections.abc import Iterable
from dataclasses import replace

from trellis.framework.formats.shape import Layout, Shape, detect_sheet, header_names
from trellis_web.frameworks.models import ImportPreset, Upload
from trellis_web.frameworks.queries.imports import sheets_of


def fitting(presets: Iterable[ImportPreset], upload: Upload) -> list[ImportPreset]:
    """Those that were kept for the same header as the sheet that is read."""
    if not upload.shape or Shape.of(upload.shape).layout in (Layout.OURS, Layout.SHEETS):
        return []
    header = list(header_names(sheets_of(upload), Shape.of(upload.shape)))
    return [preset for preset in presets if preset.header == header]


def from_preset(preset: ImportPreset, upload: Upload) -> Shape:
    """The shape as it was kept, for the sheet and the header row of this upload."""
    kept, now = Shape.of(preset.shape), Shape.of(upload.shape or {})
    sheets = sheets_of(upload)
    if list(header_names(sheets, now)) != preset.header:
        return detect_sheet(sheets[0])
    return replace(kept, sheet=now.sheet, header=now.header, merged=(), family="")
