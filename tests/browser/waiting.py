"""Waiting for what a page comes to, where Playwright's own assertions cannot look.

After a click that leads elsewhere the new page may still be on its way: what is read once is read
too early. So is a focus, a count and a text: `expect` looks again until it is so.
"""

from playwright.sync_api import Page

SETTLED = "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
WIDTH = "document.documentElement.scrollWidth"


def until(page: Page, expression: str) -> None:
    """Wait for something to be so. Playwright's own way needs eval, which the site forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"Never came true: {expression}")


def assert_fits(page: Page) -> None:
    """Tell that nothing sticks out sideways, when all of the page is there."""
    page.wait_for_load_state()
    viewport = page.viewport_size
    assert viewport
    assert page.evaluate(WIDTH) <= viewport["width"]
