"""What an article must be before it may enter the journal. Pure; the pipeline that applies it holds no rule."""

import re

from crawler.items import Article

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?\Z")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def problems(article: Article) -> list[str]:
    """Snake-case reasons why the article may not be stored; empty for a good one."""
    return [
        reason
        for reason, wrong in (
            ("id_missing", not article.id),
            ("url_missing", not article.url or not article.canonical_url),
            ("title_missing", not (article.title or "").strip()),
            ("text_missing", not article.text.strip() and not article.images and not article.attachments),
            ("published_invalid", article.published is not None and not _ISO.match(article.published)),
            ("modified_invalid", article.modified is not None and not _ISO.match(article.modified)),
            ("control_characters", bool(_CONTROL.search(article.text) or _CONTROL.search(article.title or ""))),
        )
        if wrong
    ]
