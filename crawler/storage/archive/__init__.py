"""The archive: what was fetched, byte for byte, as WARC 1.1 files in OUTPUT_DIR/SITE/archive/ with CDXJ indexes."""
