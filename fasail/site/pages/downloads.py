"""Downloads: the tables as files of the site, with sizes and checksums, and one line for each tool that reads them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from fasail.published import Download, Published
from fasail.site.page import Page
from fasail.site.render import Renderer

#: For each tool the line that reads a table, with the site's folder as the working directory.
LINES = (
    ("pandas", "Python", """import pandas as pd
events = pd.read_csv("data/tables/events.csv", keep_default_na=False, na_values=[""])"""),
    ("R", "R", """events <- read.csv("data/tables/events.csv", na.strings = "", fileEncoding = "UTF-8")"""),
    ("DuckDB", "SQL", """SELECT * FROM read_csv('data/tables/events.csv', header = true);"""),
    ("SQLite", "shell", """sqlite3 fasail.db ".import --csv data/tables/events.csv events" """.strip()),
    ("Excel", "menu", """Data → From Text/CSV → data/tables/events.csv → File origin: 65001 Unicode (UTF-8)"""),
    ("QGIS", "menu",
     """Layer → Add Layer → Add Delimited Text Layer → data/tables/bases.csv; X field: lon, Y field: lat, EPSG:4326"""),
)  # fmt: skip


def page(render: Renderer, published: Published, released: Iterable[Download]) -> Page:
    """The page of all files."""
    return render.page(
        "downloads.html",
        "downloads.html",
        title="Downloads",
        description="The tables as CSV with checksums, and a line for pandas, R, DuckDB, SQLite, Excel and QGIS.",
        found_by="download data CSV JSON checksum pandas R DuckDB SQLite Excel QGIS API feed atom",
        tables=[table for table in published.tables if not table.resource.computed],
        flat=[table for table in published.tables if table.resource.computed],
        released=[(title, list(files)) for title, files in groupby(released, attrgetter("title"))],
        lines=LINES,
    )
