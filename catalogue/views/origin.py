"""Where a post comes from: public pages have no cookie that could tell."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def from_our_pages(request: HttpRequest) -> bool:
    """Tell whether the browser says that a page of ours sent it; one that says nothing passes.

    Every present browser sends Origin with a post. What says nothing is an old or a very private
    one, and for those the signed token must do.
    """
    sender = request.headers.get("Origin") or request.headers.get("Referer")
    if sender is None:
        return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
    try:
        return urlsplit(sender).netloc == request.get_host()
    except ValueError:
        return False
