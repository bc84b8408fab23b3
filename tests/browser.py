"""A real browser with the network cut: what it asked for and what it complained of is kept."""

from contextlib import contextmanager

from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def launched(executable):
    """Give a Chromium; close it before the next module, for Playwright keeps an event loop running."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser, path, **context):
    """Open a file offline. On leaving: no request but for the file itself, no error in the console."""
    url = path.resolve().as_uri()
    asked, errors = [], []
    with browser.new_context(**context) as made:
        made.set_default_timeout(20_000)
        made.set_offline(True)
        made.route("**/*", lambda route: route.continue_() if route.request.url == url else route.abort())
        page = made.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: (errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(url)
        yield page
        page.wait_for_timeout(50)
    assert asked == [url], asked
    assert errors == [], errors
