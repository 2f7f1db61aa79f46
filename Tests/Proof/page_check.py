#!/usr/bin/env python3
"""Checks the auditor's page in a browser, with tools that nobody here wrote.

    pip install playwright axe-core-python; apt-get install chromium poppler-utils
    python3 Tests/Proof/page_check.py [REPORT.html …]

Without files it takes the snapshots of the tests. For each page:
  - axe-core finds nothing against WCAG 2.2 A and AA, light and dark, at 1280 and at 320 pixels;
  - nothing is wider than the screen, down to 320 pixels, but what can be scrolled by itself;
  - it loads nothing: no request leaves the page;
  - printed on A4 every page is A4, and the text of every heading is there.
Then it breaks a page on purpose and expects axe-core to say so.

Ends with 0 and `N passed, 0 failed`, or with 1. `--have-packages` only tells, by the exit code, whether all is there.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import axe_core_python
    from playwright.sync_api import sync_playwright
except ImportError as error:
    if "--have-packages" in sys.argv:
        sys.exit(1)
    sys.exit(f"{error}: pip install playwright axe-core-python")

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
AXE = next(pathlib.Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SNAPSHOTS = pathlib.Path(__file__).parent.parent / "RenderingTests/Snapshots"


class Checks:
    passed = failed = 0

    def good(self, what, errors):
        self.passed += not errors
        self.failed += bool(errors)
        print(f"{'FAILED ' if errors else 'ok     '} {what}" + "".join(f"\n          {error}" for error in errors[:5]))

    def bad(self, what, errors):
        self.good(f"refused: {what}", [] if errors else ["nothing was found"])


def axe(page):
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
    assert len(found["passes"]) > 10, "axe looked at nothing"
    return [f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]]


def opened(browser, path, scheme, width):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    return context, page, [url for url in requests if url != path.as_uri()]


def check(browser, checks, path):
    for scheme in ("light", "dark"):
        for width in (1280, 320):
            context, page, requests = opened(browser, path, scheme, width)
            wide = page.evaluate("document.documentElement.scrollWidth")
            checks.good(f"{path.name}: {scheme}, {width} px: axe", axe(page))
            checks.good(f"{path.name}: {scheme}, {width} px: width", [f"{wide} px wide"] if wide > width else [])
            checks.good(f"{path.name}: {scheme}, {width} px: alone", requests)
            context.close()
    context, page, _ = opened(browser, path, "light", 1280)
    with tempfile.TemporaryDirectory() as folder:
        printed = pathlib.Path(folder) / "page.pdf"
        page.pdf(path=str(printed), format="A4", prefer_css_page_size=True)
        sizes = subprocess.run(["pdfinfo", "-f", "1", "-l", "999", printed], capture_output=True, text=True, check=True).stdout
        text = subprocess.run(["pdftotext", printed, "-"], capture_output=True, text=True, check=True).stdout
    sizes = re.findall(r"Page +\d+ size: +(.*)", sizes)
    checks.good(f"{path.name}: print: A4", [size for size in sizes if "A4" not in size] if sizes else ["no page"])
    bare = re.sub(r"\s", "", text)
    headings = page.eval_on_selector_all("h1, h2, h3", "all => all.map(one => one.textContent)")
    lost = [heading for heading in headings if re.sub(r"\s", "", heading) not in bare]
    checks.good(f"{path.name}: print: {len(headings)} headings on {len(sizes)} pages", lost if headings else ["no heading"])
    context.close()


def break_page(browser, checks, path):
    html = path.read_text()
    cases = {
        "no language": re.sub(r"<html lang=\"..\"", "<html", html),
        "faint text": html.replace("</head>", "<style>p { color: #999 !important; background: #fff !important }</style></head>"),
        "a picture without words": re.sub(r"<svg[^>]*>", '<svg role="img">', re.sub(r"<(title|desc)[^>]*>.*?</\1>", "", html, flags=re.S)),
    }
    with tempfile.TemporaryDirectory() as folder:
        broken = pathlib.Path(folder) / "broken.html"
        for what, text in cases.items():
            assert text != html, what
            broken.write_text(text)
            context, page, _ = opened(browser, broken, "light", 1280)
            checks.bad(what, axe(page))
            context.close()
        broken.write_text(html.replace("</body>", '<div style="width: 900px">wide</div></body>'))
        context, page, _ = opened(browser, broken, "light", 320)
        checks.bad("something wide", page.evaluate("document.documentElement.scrollWidth") > 320)
        context.close()


def main():
    arguments = sys.argv[1:]
    if not BROWSER or not shutil.which("pdfinfo"):
        if arguments == ["--have-packages"]:
            return 1
        sys.exit("no browser: apt-get install chromium poppler-utils")
    if arguments == ["--have-packages"]:
        return 0
    paths = [pathlib.Path(name).resolve() for name in arguments] or sorted(SNAPSHOTS.resolve().glob("report-*.html"))
    if not paths:
        sys.exit("no page to check")
    checks = Checks()
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for path in paths:
            check(browser, checks, path)
        break_page(browser, checks, max(paths, key=lambda path: path.stat().st_size))
        browser.close()
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


if __name__ == "__main__":
    sys.exit(main())
