"""The browsers of a journey."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

from tests.journeys.measures import PATIENCE

PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1400, "height": 1000}
EXPECTED = (
    # Wagtail's own content checks tell the console what they would have the editor mend.
    "axe.run results",
)


class Stage:
    """Where people come with browsers, and everything the browsers complain of is noted."""

    def __init__(
        self, browser: Browser, site: str, *, has_script: bool, screens: Path | None
    ) -> None:
        self.browser, self.site, self.has_script = browser, site, has_script
        self.screens, self.taken = screens, 0
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def enter(self, size: ViewportSize, language: str = "en") -> Page:
        """The page of a new browser, in which nobody is logged in."""
        context = self.browser.new_context(
            base_url=self.site, viewport=size, locale=language, java_script_enabled=self.has_script
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def leave(self, page: Page) -> None:
        """A browser is closed, with all it knows."""
        self.contexts.remove(page.context)
        page.context.close()

    def close(self) -> None:
        """Everybody goes."""
        for context in self.contexts:
            context.close()

    def picture(self, page: Page, step: str) -> None:
        """Keep what is to be seen, where the run was asked to."""
        if self.screens:
            self.taken += 1
            page.screenshot(path=self.screens / f"{self.taken:02} {step}.png", full_page=True)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            self.complaints.append(f"{message.location.get('url')}: {message.text}")
