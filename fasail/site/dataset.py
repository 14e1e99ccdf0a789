"""The package in the words of schema.org, by which search engines for data find it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from fasail.data import Data
from fasail.published import TableFile
from fasail.site.page import FOLDER


def json_ld(data: Data, tables: Iterable[TableFile]) -> str:
    """A schema.org Dataset, safe inside a script element: `<` is written as an escape."""
    text = json.dumps(_dataset(data, tables), ensure_ascii=False, indent=1)
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _dataset(data: Data, tables: Iterable[TableFile]) -> dict[str, Any]:
    described = data.descriptor
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": described.title,
        "description": described.description,
        "version": described.version,
        "dateModified": data.as_of.isoformat(),
        "keywords": described.keywords,
        "license": [licence.path for licence in described.licenses],
        "creator": [{"@type": "Organization", "name": contributor.title} for contributor in described.contributors],
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "temporalCoverage": f"{described.temporal.start}/{described.temporal.end}",
        "spatialCoverage": {"@type": "Place", "name": "Iraq"},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.schema.title,
                "encodingFormat": "text/csv",
                "contentUrl": FOLDER + file.resource.path,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
            }
            for file in tables
        ],
    }
