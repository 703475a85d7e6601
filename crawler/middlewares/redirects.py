"""Redirects: at most five hops, in scope, never in a circle, and an article that leads to a front page is no article.

A redirect to the same URL that sets a cookie is followed with that cookie, for this one chain: some servers ask for
nothing more. Takes the place of RedirectMiddleware; meta refresh is never followed.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.redirects.RedirectsMiddleware": 600, RedirectMiddleware: None};
REDIRECT_MAX_TIMES.
"""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import BaseRedirectMiddleware
from scrapy.http import Response

from crawler.errors import OutOfScope
from crawler.policy.body_checks import CONDITIONS
from crawler.policy.redirects import STATUSES, Hop, cookies, is_moved, require_article, require_progress, target
from crawler.policy.scope import origin_of

_SAME_METHOD = (307, 308)
_HOPS = "redirect_hops"  # meta: (URL, cookies) of each request of the chain


class RedirectsMiddleware(BaseRedirectMiddleware):
    """Follows or refuses a redirect."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The next request of the chain, or the response if it is no redirect; Refused where it must not be followed."""
        if response.status not in STATUSES or self._is_wanted(request, response.status):
            return response
        url = target(request.url, response.headers.get("Location"))
        purpose = request.meta.get("purpose", "")
        first = request.meta.get("redirect_urls", [request.url])[0]
        require_article(purpose, first, url)
        same_origin = origin_of(url) == origin_of(request.url)
        before = (request.headers.get("Cookie") or b"").decode("latin-1")
        cookie = cookies(response.headers.getlist("Set-Cookie"), before) if same_origin else ""
        hops = [*request.meta.get(_HOPS, []), (request.url, before)]
        require_progress(hops, (url, cookie), self.max_redirect_times)
        return self._next(request, response, url, cookie, hops)

    def _is_wanted(self, request: Request, status: int) -> bool:
        """Whether the request asks for the answer itself, in one of Scrapy's ways."""
        meta = request.meta
        wanted = meta.get("dont_redirect") or meta.get("handle_httpstatus_all")
        return bool(wanted) or status in meta.get(
            "handle_httpstatus_list", getattr(self.crawler.spider, "handle_httpstatus_list", ())
        )

    def _next(self, request: Request, response: Response, url: str, cookie: str, hops: list[Hop]) -> Request:
        changed = {} if response.status in _SAME_METHOD or request.method == "HEAD" else {"method": "GET", "body": ""}
        try:
            following = self._build_redirect_request(request, response, url=url, **changed)
        except ValueError as error:
            raise OutOfScope("bad_url", f"{url[:200]!r}: {error}") from error
        if is_moved(request.meta.get("purpose", ""), hops[0][0], url):
            following.meta.pop("validators", None)
            for name in CONDITIONS.values():
                following.headers.pop(name, None)
        following.headers.pop("Cookie", None)
        if cookie:
            following.headers["Cookie"] = cookie
        following.meta[_HOPS] = hops
        following.meta["redirect_times"] = len(hops)
        following.meta["redirect_urls"] = [hop for hop, _ in hops]
        following.dont_filter = True
        return following
