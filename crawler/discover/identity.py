"""Identity of articles, as discovery uses it. The rules are in crawler.identity, which extraction may import too."""

from crawler.identity import article_id, canonical_url, desktop_url, in_origins, is_article_url, resolve, url_date

__all__ = ["article_id", "canonical_url", "desktop_url", "in_origins", "is_article_url", "resolve", "url_date"]
