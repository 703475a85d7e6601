"""Settings of the Scrapy project: literal values and dotted strings, each with its reason. Any of them can be set by `-s`."""

BOT_NAME = "newsroom-crawler"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
# One broken company file must not hide the others; the loader reports it and keeps the rest.
SPIDER_LOADER_CLASS = "crawler.spiderloader.NewsroomSpiderLoader"
COMMANDS_MODULE = "crawler.commands"

# What newsroom.toml says goes over what stands here (docs/configuration.md).
ADDONS = {"crawler.extensions.configuration.ConfigurationAddon": 0}
NEWSROOM_CONFIG = ""  # another file than the newsroom.toml beside; also an environment variable
NEWSROOM_SPIDERS = ""  # folder of own declarations (default: newsrooms/ beside, where it is there); also an environment variable

# --- output ---
OUTPUT_DIR = "output"  # a run writes to OUTPUT_DIR/<site>/
FILE_MODE = "0640"  # rights of the files that are made there, octal; a file that exists keeps its own
STATE_URL = ""  # of a PostgreSQL database that keeps the state of many newsrooms, instead of state.sqlite (extra `postgres`)
PRIVATE_HOSTS: list[str] = []  # exact host:port of loopback or private addresses that may be crawled
RUN_CLOCK = ""  # an ISO instant the run takes for now: replays and tests
DEEP_EVERY_DAYS = 7  # a run re-checks known articles by itself when the last deep run is older
FRESH_DAYS = 14  # releases younger than that are looked at again between deep runs: that is when most are edited
FRESH_HOURS = 12  # at most once in that time each
FRESH_BUDGET = 20  # conditional requests a run for it, at most; 0: none

ARCHIVE = False  # keep what was fetched under OUTPUT_DIR/<site>/archive/ (extra `archive`)

REPORT_NOTE = ""  # a sentence that stands at the top of report.html: where these pages come from, who to ask
WAYBACK_URL = "https://web.archive.org"  # of the archives that `-a source=` names
COMMONCRAWL_URL = "https://index.commoncrawl.org"
COMMONCRAWL_DATA_URL = ""  # where its files are: data.commoncrawl.org, with another index the same host
CAPTURES = "newest"  # of each release the newest capture; `all`: each that differs from the others

JS_BROWSER = ""  # with `js`: which Chromium; the one on PATH where it is empty
JS_SECONDS = 180.0  # with `js`: what one page may take in the browser, buttons included

FEED_IMAGES = True  # whether feeds show the pictures of releases, which a feed reader fetches from the newsroom's server

PDF_TEXT = True  # where the extra `pdf` is installed, releases that are PDF files are fetched and their text is read

# --- alerts: also read from environment variables of the same names, which keep secrets off the command line ---
ALERT_WEBHOOK = ""
ALERT_WEBHOOK_SECRET = ""
ALERT_TARGETS: list[str] = []  # Apprise addresses (extra `notify`)
ALERT_ON = ["new", "changed", "removed", "verdict"]
ALERT_DIGEST = False  # one message a run instead of one a release

# --- manners: a site may only be slower ---
# A product token with a contact: whoever runs this should put their own address here.
USER_AGENT = "newsroom-crawler/0.2 (+https://example.org/newsroom-crawler)"
ROBOTSTXT_OBEY = True  # obeyed by the project's own policy, which fails closed
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.5
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 2 * 1024 * 1024
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 503, 504, 520, 521, 522, 523, 524, 408, 429]
BACKOFF_SECONDS = 1.0  # before the first retry; doubled for the next, with jitter
MAX_RETRY_AFTER = 45.0  # seconds; a host that asks for more is left to the next run
URL_SECONDS = 50.0  # what one page may cost in all, retries included
PAGE_SECONDS = 60.0  # what may pass while one page is being read, on the slowest machine; 0: for ever
MAX_REQUESTS = 100_000  # a budget for the whole run
MAX_CRAWL_DELAY = 30.0  # seconds; a longer Crawl-delay counts as this
ROBOTS_TIMEOUT = 15.0
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # a meta refresh is page content: it is read, never followed blindly
URLLENGTH_LIMIT = 4000  # characters; a longer address is not asked for, and is named
AUTOTHROTTLE_ENABLED = False  # it ignores 429 and 503; the politeness middleware does not
CLOSESPIDER_TIMEOUT = 6 * 3600  # a budget for the whole run, seconds
MEMUSAGE_LIMIT_MB = 1024
MEMUSAGE_CHECK_INTERVAL_SECONDS = 5.0

# --- safety ---
DOWNLOAD_HANDLERS = {
    "http": "crawler.middlewares.download.NewsroomHandler",
    "https": "crawler.middlewares.download.NewsroomHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
# Refuses names that lead to private addresses, at the moment of connecting.
TWISTED_DNS_RESOLVER = "crawler.middlewares.scope.GuardedResolver"
DNS_TIMEOUT = 10
# What stands beside each: Scrapy's own, which is switched off, because ours does its work more strictly.
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.scope.ScopeMiddleware": 1,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.middlewares.browser.BrowserMiddleware": 50,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.retries.RetriesMiddleware": 550,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.middlewares.body_checks.BodyChecksMiddleware": 590,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.middlewares.redirects.RedirectsMiddleware": 600,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False  # no session is needed, and cookies fetch a public suffix list from the net

# --- the pipeline of an article: validate, revise, write ---
ITEM_PIPELINES = {
    "pipelines.validate.ValidatePipeline": 100,
    "pipelines.revise.RevisePipeline": 200,
    "pipelines.write.WritePipeline": 300,
}
CONCURRENT_ITEMS = 1  # the default of 100 starts 100 tasks a page, a fifth of all CPU
EXTENSIONS = {
    "crawler.extensions.run.RunExtension": 0,
    "crawler.extensions.memory.MemoryExtension": 1,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "crawler.extensions.archive.ArchiveExtension": 5,
    "crawler.extensions.progress.ProgressExtension": 10,
    "crawler.extensions.watchdog.WatchdogExtension": 15,
}

LOG_LEVEL = "INFO"  # the summary of the run goes to stdout, the log to stderr; on a terminal only with `-v` or `-L`
LOG_FILE_KEEP = 0  # logs of earlier runs that are kept as LOG_FILE.1, .2 ...; 0: a run writes behind the last one's log
LOG_FORMATTER = "crawler.extensions.log_lines.NewsroomLogFormatter"  # one line for a dropped article, without its text
