"""The one way to HTML: pages, pieces, differences and drawings of the report, explain, reextract and the dataset report. Pure."""
