"""croissant.json: the dataset described in the Croissant format 1.0 (schema.org and MLCommons)."""

import re

from crawler.dataset.card import Record, dataset_title
from crawler.dataset.columns import DAY, INSTANT, Column, columns
from crawler.items import JsonMapping, JsonObject
from crawler.text.counting import counted

# The context that the format prescribes, in its order: what is not here stands for the name itself in its vocabulary.
_CONTEXT_TERMS = (
    "@language @vocab citeAs column conformsTo cr rai data dataType equivalentProperty samplingRate dct examples extract field "
    "fileProperty fileObject fileSet format includes isLiveDataset jsonPath key md5 parentField path recordSet references regex "
    "repeated replace sc separator source subField transform"
)
_CONTEXT_SPECIAL: JsonObject = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "sc": "https://schema.org/",
}
_CONTEXT = {name: _CONTEXT_SPECIAL.get(name, f"cr:{name}") for name in _CONTEXT_TERMS.split()}
_TYPES = {"VARCHAR": "sc:Text", "VARCHAR[]": "sc:Text", "INTEGER": "sc:Integer", "BIGINT": "sc:Integer", "DOUBLE": "sc:Float",
          "BOOLEAN": "sc:Boolean", DAY: "sc:Date", INSTANT: "sc:DateTime"}
_NO_DAY = "1970-01-01"
_MIME = "application/x-parquet"
_UNSAFE = re.compile(r"[^\w-]+")


def croissant(record: Record, digests: dict[str, str]) -> JsonObject:
    """The description. digests: sha256 of each data file, by relative path."""
    files = [(split, path) for split, split_facts in record["splits"].items() for path in split_facts["files"]]
    title, totals = dataset_title(record), record["totals"]
    stamp = _last_day(totals)
    version = ".".join(str(int(part)) for part in stamp.split("-"))
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": _UNSAFE.sub("-", title).strip("-").lower(),
        "description": f"{title}: {counted(totals['rows'], 'row')}, {totals['first_day']} to {totals['last_day']}. "
        "README.md says how it was made and what is known of rights.",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": "https://schema.org/CreativeWork",
        "url": "https://example.org/newsroom-crawler",
        "citeAs": f"{title}, state of {stamp}, made by the newsroom crawler from the companies' own newsrooms.",
        "datePublished": stamp,
        "version": version,
        "inLanguage": sorted(name for name in totals["languages"] if name),
        "distribution": [
            *(
                {
                    "@type": "cr:FileObject", "@id": path, "name": path, "contentUrl": path, "encodingFormat": _MIME,
                    "sha256": digests[path],
                }
                for _, path in files
            ),
            *(
                {
                    "@type": "cr:FileSet", "@id": f"{split}-files", "name": f"{split}-files", "encodingFormat": _MIME,
                    "includes": f"data/{split}-*.parquet",
                }
                for split in record["splits"]
            ),
        ],
        "recordSet": [_record_set(record, split) for split in record["splits"]],
    }  # fmt: skip


def _last_day(totals: JsonMapping) -> str:
    return str(totals["last_fetched"] or totals["last_day"] or _NO_DAY)[:10]


def _record_set(record: Record, split: str) -> JsonObject:
    facts = record["splits"][split]
    return {
        "@type": "cr:RecordSet",
        "@id": split,
        "name": split,
        "description": f"{counted(facts['rows'], 'row')}, {facts['first_day']} to {facts['last_day']}",
        "key": {"@id": f"{split}/id"},
        "field": [_field(split, column) for column in columns(record["arguments"]["urls_only"]) if column.type in _TYPES],
    }


def _field(split: str, column: Column) -> JsonObject:
    field: JsonObject = {
        "@type": "cr:Field",
        "@id": f"{split}/{column.name}",
        "name": column.name,
        "description": column.meaning,
        "dataType": _TYPES[column.type],
        "source": {"fileSet": {"@id": f"{split}-files"}, "extract": {"column": column.name}},
    }
    if column.type.endswith("[]"):
        field["repeated"] = True
    return field
