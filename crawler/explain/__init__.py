"""Why a page was read as it was: every line of it with the rule that decided. Pure: no Scrapy, no network."""
