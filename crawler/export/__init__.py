"""Article lines in other forms: schema.org JSON-LD, ninjs, zyte Article, CSV, SQLite. Pure mappings of a journal line."""
