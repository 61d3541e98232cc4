"""What is published: the site as a static host sends it, as a folder, as one PDF, and without a network."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Error

sys.path.insert(0, str(Path(__file__).parents[2] / "book" / "_ext"))
from course_site import PDF, ZIP, book, edition, elsewhere, offline, printed
from course_site.__main__ import make

ROOT = Path(__file__).parents[2]
ADDRESS = "https://emmy.github.io/lstm-course/"
WORKFLOW = ROOT / ".github" / "workflows" / "book.yml"
A4_IN_PRINT = {"width": 658, "height": 987}  # 174 mm by 261 mm, at 96 dots an inch


@pytest.fixture(scope="module")
def published(html, tmp_path_factory) -> Path:
    """The site of a book whose address is known."""
    folder = tmp_path_factory.mktemp("published") / "site"
    make(html, folder, ADDRESS)
    return folder


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def links(page: Path) -> list[str]:
    """The links of a page to files of the site, without anchors."""
    found = BeautifulSoup(page.read_text(), "html.parser").select("[href], [src]")
    whole = (urljoin(page.name, element.get("href") or element["src"]) for element in found)
    return [unquote(urldefrag(link)[0].partition("?")[0]) for link in whole if not re.match("[a-z]+:", link)]


@pytest.mark.parametrize("name", book())
def test_each_page_says_its_edition_and_where_the_whole_book_is(published, name):
    (foot,) = BeautifulSoup((published / f"{name}.html").read_text(), "html.parser").select(".edition")
    assert edition.said(edition.date(), edition.version()) in foot.text
    assert [link["href"] for link in foot.select("a")] == [PDF, ZIP]


def test_links_of_the_site_lead_to_its_files(published):
    pages = [published / f"{name}.html" for name in [*book(), "search", "index"]]
    assert [link for page in pages for link in links(page) if not (published / link).is_file()] == []


def test_the_map_lists_each_page_of_the_book_under_its_address(published):
    listed = [place.text for place in ElementTree.parse(published / "sitemap.xml").iter() if place.tag.endswith("loc")]
    assert listed == [f"{ADDRESS}{name}.html" for name in book()]


def test_a_site_of_a_book_that_is_not_built_says_what_to_do_and_leaves_the_old_one(tmp_path):
    (tmp_path / "intro.html").write_text("")
    (tmp_path / "site").mkdir()
    with pytest.raises(RuntimeError, match=r"lacks how_to, .*make book"):
        make(tmp_path, tmp_path / "site", ADDRESS)
    assert (tmp_path / "site").is_dir()


def test_without_an_address_there_is_no_map_and_no_link_to_another_site(tmp_path):
    page = '<a class="exercise-notebook" href="notebooks/06_forget_gate.ipynb" download="forget_gate.ipynb">D</a>'
    (tmp_path / "06_forget_gate.html").write_text(page)
    offline.write_map(tmp_path, "")
    elsewhere.link(tmp_path, "https://example.org/lstm/")
    assert [path.name for path in tmp_path.iterdir()] == ["06_forget_gate.html"]
    assert (tmp_path / "06_forget_gate.html").read_text() == page


def test_colab_is_sent_to_the_notebook_that_the_page_offers(published):
    start = "https://colab.research.google.com/github/emmy/lstm-course/blob/main/"
    chapters = [name for name in book() if list((ROOT / "exercises" / name).glob("*.ipynb"))]
    assert len(chapters) > 10
    for name in chapters:
        document = BeautifulSoup((published / f"{name}.html").read_text(), "html.parser")
        (link,) = document.select('a[href*="colab"]')
        path = link["href"].removeprefix(start)
        assert (ROOT / path).read_bytes() == (published / f"notebooks/{name}.ipynb").read_bytes(), name


@pytest.mark.parametrize("depth", ["nowhere.html", "a/b/c/nowhere.html"])
@pytest.mark.parametrize("below", ["", "lstm/"])
def test_an_address_that_leads_nowhere_leads_back(published, host, page, tmp_path, below, depth):
    if below:
        (tmp_path / "lstm").symlink_to(published)
        shutil.copy(published / "404.html", tmp_path)
    site = host(tmp_path if below else published)
    assert page.goto(f"{site}{below}{depth}").status == 404
    page.locator(f'a[href="/{below}intro.html"]').click()
    assert page.title().startswith("The LSTM, gate by gate")


def test_404_leads_to_the_published_book_without_scripts(published):
    assert {link for link in re.findall('href="([^"]+)"', (published / "404.html").read_text())} == {
        f"{ADDRESS}intro.html",
        f"{ADDRESS}search.html",
    }


def test_after_one_visit_the_book_is_read_without_a_network(published, host, page):
    site = host(published)
    page.goto(f"{site}intro.html")
    page.evaluate(
        "navigator.serviceWorker.ready.then(found => found.active.state === 'activated' || new Promise(done => "
        "found.active.addEventListener('statechange', done)))"
    )
    page.context.set_offline(True)
    page.goto(f"{site}10_whole_cell.html")
    page.locator("gate-explorer input[type=range]").first.wait_for()
    assert page.evaluate("() => document.fonts.load('18px \"Source Sans 3\"').then(faces => faces.length)") == 1
    page.goto(site)
    page.wait_for_url(f"{site}intro.html")
    page.goto(f"{site}search.html?q=forget")
    page.locator("#search-results a").first.wait_for()
    with pytest.raises(Error, match="ERR_"):
        page.goto(f"{site}nowhere.html")


def test_with_a_network_a_page_is_the_published_one(published, host, page, tmp_path):
    folder = shutil.copytree(published, tmp_path / "site")
    site = host(folder)
    page.goto(f"{site}intro.html")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    (folder / "how_to.html").write_text("<title>Another edition</title>")
    page.goto(f"{site}how_to.html")
    assert page.title() == "Another edition"


def test_the_worker_of_another_edition_has_another_name(published, tmp_path):
    folder = shutil.copytree(published, tmp_path / "site")
    before = (folder / offline.WORKER).read_text()
    offline.write_worker(folder)
    assert (folder / offline.WORKER).read_text() == before
    (folder / "how_to.html").write_text("another edition")
    offline.write_worker(folder)
    assert (folder / offline.WORKER).read_text() != before


def test_the_zip_opens_from_a_folder(published, page, tmp_path):
    zipfile.ZipFile(published / ZIP).extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    pages = [folder / f"{name}.html" for name in [*book(), "search", "index"]]
    assert [link for path in pages for link in links(path) if not (folder / link).is_file()] == []
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((folder / "10_whole_cell.html").as_uri())
    page.locator("gate-explorer input[type=range]").first.wait_for()
    assert complaints == []


@pytest.fixture(scope="module")
def for_print(published) -> str:
    return printed.document(published, ADDRESS)


def test_the_printed_book_has_every_page_open_and_its_links_lead_inside(for_print):
    document = BeautifulSoup(for_print, "html.parser")
    assert tuple(article["id"] for article in document.select("article[id]")) == book()
    assert document.select("details:not([open])") == [] and len(document.select("details")) > 50
    names = [element["id"] for element in document.select("[id]")]
    assert len(set(names)) == len(names)
    inside = [link["href"][1:] for link in document.select('a[href^="#"]')]
    assert len(inside) > 500 and set(inside) <= set(names)


def test_no_code_of_the_printed_book_is_cut(published, for_print, page):
    source = published / "printed.html"
    source.write_text(for_print)
    try:
        page.set_viewport_size(A4_IN_PRINT)
        page.emulate_media(media="print")
        page.goto(source.as_uri())
        cut = page.evaluate("""() => [...document.querySelectorAll("pre")].filter(({ scrollWidth, clientWidth }) =>
          clientWidth && scrollWidth > clientWidth + 1).map((block) => block.textContent.slice(0, 80))""")
    finally:
        source.unlink()
    assert cut == []


def test_the_book_is_printed_with_its_contents(published):
    pdf = (published / PDF).read_bytes()
    assert pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 5 * len(book())
    assert b"/Outlines" in pdf


def test_what_did_not_change_is_not_printed_again(published, html, tmp_path):
    folder = shutil.copytree(published, tmp_path / "site")
    shutil.copy(published.parent / "printed.sha256", tmp_path)
    (folder / PDF).write_bytes(b"%PDF of before")
    make(html, folder, ADDRESS)
    assert (folder / PDF).read_bytes() == b"%PDF of before"


@pytest.fixture(scope="module")
def jobs() -> dict:
    return yaml.safe_load(WORKFLOW.read_text())["jobs"]


def steps(jobs, key):
    return [step[key] for job in jobs.values() for step in job["steps"] if key in step]


def test_the_workflow_pins_each_action_by_its_commit_and_names_its_version(jobs):
    lines = re.findall(r"uses: (.*)", WORKFLOW.read_text())
    assert len(lines) == len(steps(jobs, "uses")) > 4
    assert [line for line in lines if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_the_workflow_runs_what_the_makefile_has(jobs):
    commands = steps(jobs, "run")
    for command in commands:
        assert subprocess.run(["bash", "-n", "-c", command]).returncode == 0, command
        if command.startswith("make"):
            assert (
                subprocess.run(["make", "--dry-run", *command.split()[1:]], cwd=ROOT, capture_output=True).returncode
                == 0
            )
    assert {"make", "make test", "make site"} <= set(commands)


def test_the_workflow_writes_the_address_where_the_book_reads_it(jobs, tmp_path):
    (command,) = (command for command in steps(jobs, "run") if "ADDRESS" in command)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    environment = {**os.environ, "ADDRESS": ADDRESS.rstrip("/"), "PYTHONPATH": str(ROOT)}
    subprocess.run(["bash", "-e", "-c", command], cwd=tmp_path, env=environment, check=True)
    asked = "import json; from lstm_grader import course; print(json.dumps(course.published_book()))"
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(told.stdout) == ADDRESS
