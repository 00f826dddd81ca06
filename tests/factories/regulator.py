"""Made-up lists of the care regulator, as CSV, ODS and XLSX: the last two are a few files of XML in a zip."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HEADS = (
    "Location ID", "Location Name", "Registered manager", "Location Latest Overall Rating", "Publication Date",
    "Location Postal Code", "Provider ID", "Provider Name", "Provider Ownership Type", "Provider Nominated Individual Name",
)  # fmt: skip
ABOVE = (("The care regulator’s places",), ("This list was made on 1 August 2026",), ())
BRIGHTWATER = (
    "1-9990000001", "Brightwater Home Support", "Hale, Margaret Ann", "Good", "03/03/2025", "SK22 9XX", "1-9990000100",
    "Brightwater Home Support Ltd", "Organisation", "Noor, Ali",
)  # fmt: skip
OTHER = (
    "1-9990000002", "Weir House", "Lowry, Beth", "Not formally rated", "", "SK22 9XX", "1-9990000200", "Weir Homes",
    "Organisation", "",
)  # fmt: skip
_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_OOXML = "http://schemas.openxmlformats.org"


def csv_list(path: Path, *rows: tuple[str, ...], above=ABOVE, heads=HEADS, encoding="utf-8", sign=",") -> Path:
    """Write a list as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=sign).writerows([*above, heads, *rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def ods_list(path: Path, *rows: tuple[str, ...], above=ABOVE, heads=HEADS) -> Path:
    """Write a list as ODS: a sheet about the list, then the list."""
    sheets = "".join(
        f'<table:table table:name="{name}">{"".join(map(_ods_row, lines))}</table:table>'
        for name, lines in (
            ("README", [*above, ("Location ID", "The number of the place")]),
            ("Places", [heads, *rows]),
        )
    )
    names = " ".join(f'xmlns:{one}="{_ODS}:{one}:1.0"' for one in ("office", "table", "text"))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _zip(
        path,
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>{sheets}"
            "</office:spreadsheet></office:body></office:document-content>",
        },
    )


def xlsx_list(path: Path, *rows: tuple[str, ...], above=ABOVE, heads=HEADS) -> Path:
    """Write a list as XLSX: one sheet."""
    lines = "".join(f"<row>{''.join(map(_xlsx_cell, row))}</row>" for row in [*above, heads, *rows])
    main, of = f'xmlns="{_OOXML}/spreadsheetml/2006/main"', f"{_OOXML}/officeDocument/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return _zip(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="{_OOXML}/package/2006/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{of}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {main} xmlns:r="{of}"><sheets><sheet name="Places" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship '
            f'Id="r1" Type="{of}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{lines}</sheetData></worksheet>",
        },
    )


def _ods_row(row: tuple[str, ...]) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        for cell in row
    )
    return f"<table:table-row>{cells}</table:table-row>"


def _xlsx_cell(cell: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>'


def _zip(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text if name == "mimetype" else f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path
