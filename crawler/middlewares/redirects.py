"""Redirects: at most five hops, in scope, never in a circle, and an article that leads to a front page is no article.

A redirect to the same URL that sets a cookie is followed with that cookie, for this one chain: some servers ask for
nothing more. Takes the place of RedirectMiddleware; meta refresh is never followed.

Settings: DOWNLOADER_MIDDLEWARES {"crawler.middlewares.redirects.RedirectsMiddleware": 600, RedirectMiddleware: None};
REDIRECT_MAX_TIMES.
"""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import BaseRedirectMiddleware
from scrapy.http import Response

from crawler.errors import OutOfScope, Refused
from crawler.policy.redirects import STATUSES, cookies, require_article, target
from crawler.policy.scope import origin_of

_HOPS = "redirect_hops"  # meta: (URL, cookies) of each request of the chain


class RedirectsMiddleware(BaseRedirectMiddleware):
    """Follows or refuses a redirect."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The next request of the chain, or the response if it is no redirect; Refused where it must not be followed."""
        if response.status not in STATUSES:
            return response
        url = target(request.url, response.headers.get("Location"))
        purpose = request.meta.get("purpose", "")
        first = request.meta.get("redirect_urls", [request.url])[0]
        require_article(purpose, first, url)
        same_origin = origin_of(url) == origin_of(request.url)
        before = (request.headers.get("Cookie") or b"").decode("latin-1")
        cookie = cookies(response.headers.getlist("Set-Cookie"), before) if same_origin else ""
        hops = [*request.meta.get(_HOPS, []), (request.url, before)]
        if (url, cookie) in hops:
            raise Refused("redirect_loop", f"{url} leads to itself")
        if len(hops) > self.max_redirect_times:
            raise Refused("too_many_redirects", f"more than {self.max_redirect_times}")
        return self._next(request, response, url, cookie, hops)

    def _next(
        self, request: Request, response: Response, url: str, cookie: str, hops: list[tuple[str, str]]
    ) -> Request:
        try:
            following = self._build_redirect_request(request, response, url=url, method="GET", body="")
        except ValueError as error:
            raise OutOfScope("bad_url", f"{url[:200]!r}: {error}") from error
        following.headers.pop("Cookie", None)
        if cookie:
            following.headers["Cookie"] = cookie
        following.meta[_HOPS] = hops
        following.meta["redirect_times"] = len(hops)
        following.meta["redirect_urls"] = [hop for hop, _ in hops]
        following.dont_filter = True
        return following
