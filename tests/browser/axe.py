"""axe-core in a page: what it finds that keeps somebody out."""

from dataclasses import dataclass
from functools import cache

from playwright.sync_api import Page

from tests.browser.server import ROOT

AXE = ROOT / "highlighter" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = frozenset({"serious", "critical"})

_RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, impact, nodes }) => nodes.map((node) => ({
    rule: id, impact: node.impact ?? impact, where: node.target.flat().join(" "),
    why: node.failureSummary, html: node.html.slice(0, 300),
  })));
}"""


@dataclass(frozen=True)
class Finding:
    """One element that breaks one rule."""

    rule: str
    impact: str
    where: str
    why: str
    html: str


def grave_findings(page: Page) -> list[Finding]:
    """What axe-core calls serious or critical in the page as it is now."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())
    found = [Finding(**one) for one in page.evaluate(_RUN)]
    return [one for one in found if one.impact in GRAVE]


def expect_none(page: Page, where: str) -> None:
    """Nothing grave is there; AssertionError tells each finding with its element."""
    found = grave_findings(page)
    told = "\n".join(
        f"{one.rule} ({one.impact}) {one.where}\n{one.html}\n{one.why}" for one in found
    )
    assert not found, f"On {where}:\n{told}"


@cache
def _source() -> str:
    assert AXE.is_file(), f"axe-core is missing at {AXE}: `make test` installs it"
    return AXE.read_text("utf-8")
