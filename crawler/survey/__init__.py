"""What a newsroom looks like from outside: sources, rows, a few articles; and the declaration that follows. Pure: no Scrapy."""
