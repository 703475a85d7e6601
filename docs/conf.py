"""The docs as a site: `make docs` builds it into build/docs (extra `docs`). Nothing on a page comes from another server."""

project = "newsroom-crawler"
extensions = ["myst_parser"]
root_doc = "index"
exclude_patterns = ["schedules/README.md"]
myst_heading_anchors = 3  # as GitHub names them
# Links to files of the project beside docs/ (a test looks whether they are there), and examples that are no whole program.
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]
html_theme = "furo"  # light and dark, and right for a phone
html_title = "newsroom-crawler"
html_show_sphinx = html_show_copyright = html_copy_source = False
# Of the styles of Pygments, those whose every colour can be read on its background (contrast AA).
pygments_style = "xcode"
pygments_dark_style = "monokai"
