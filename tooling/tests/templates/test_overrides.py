"""A campaign's own templates stand over the defaults, file by file; words stand over them one by one."""

from pathlib import Path

import pytest
from campaigns import write
from demonstration import REPOSITORY, build_site, call_minbar, read_tree
from minbar.templates import default_root, find_template, template_roots


def test_a_campaign_without_templates_builds(campaign_folder: Path) -> None:
    done = call_minbar("build", cwd=campaign_folder)

    assert done.returncode == 0, done.stderr
    assert {path.name for path in campaign_folder.iterdir()} == {"content", "site", ".minbar"}


def test_one_page_template_is_the_campaign_s_own(campaign_folder: Path) -> None:
    plain = read_tree(build_site(campaign_folder))
    write(
        campaign_folder,
        "templates/pages/reply.html",
        '<h1>{{ text.question }}</h1><p id="mine">{{ view.body(document, base) }}</p>',
    )
    own = read_tree(build_site(campaign_folder))
    changed = {name for name in own if own[name] != plain.get(name)}

    assert changed == {f"{code}/replies/clinic-hours.html" for code in ("ar", "fr")}
    assert b'id="mine"' in own["fr/replies/clinic-hours.html"]


def test_an_edited_template_shows_in_the_next_build_of_the_same_process(
    campaign_folder: Path,
) -> None:
    page = campaign_folder / "site/fr/replies/clinic-hours.html"
    for said in ("once", "twice"):
        write(campaign_folder, "templates/pages/reply.html", f"<h1>{said}</h1>")
        build_site(campaign_folder)

        assert f"<h1>{said}</h1>" in page.read_text("utf-8")


def test_one_style_sheet_is_the_campaign_s_own(campaign_folder: Path) -> None:
    plain = read_tree(build_site(campaign_folder))
    write(campaign_folder, "templates/assets/minbar/minbar.css", "body { color: teal }")
    write(campaign_folder, "templates/assets/own/extra.css", "p { color: red }")
    own = read_tree(build_site(campaign_folder))

    assert own["assets/minbar/minbar.css"] == b"body { color: teal }"
    assert own["assets/own/extra.css"] == b"p { color: red }"
    assert own["assets/minbar/minbar.js"] == plain["assets/minbar/minbar.js"]


def test_one_word_is_the_campaign_s_own(campaign_folder: Path) -> None:
    write(campaign_folder, "templates/strings/fr.yml", "demonstration_banner: Ceci est un essai.\n")
    site = build_site(campaign_folder)

    assert "Ceci est un essai." in (site / "fr/index.html").read_text("utf-8")
    assert "Programme" in (site / "fr/index.html").read_text("utf-8")


def test_a_post_template_is_the_campaign_s_own(campaign_folder: Path) -> None:
    write(campaign_folder, "templates/snippets/telegram.txt", "{{ text }}\n— الجسر\n")
    site = build_site(campaign_folder)

    assert "— الجسر" in (site / "ar/kit/telegram.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("templates/pages/reply.html", "<p>\n{% if %}", "templates/pages/reply.html:2"),
        (
            "templates/pages/reply.html",
            "{{ t('home') }}\n{{ no.such }}",
            "templates/pages/reply.html:2: 'no' is undefined",
        ),
        ("templates/snippets/x.txt", "{{ text }", "templates/snippets/x.txt:1"),
        ("templates/strings/fr.yml", "home: [", "templates/strings/fr.yml cannot be read"),
        ("templates/strings/fr.yml", "home", "holds no words"),
        (
            "templates/strings/fr.yml",
            "# nôtres\nmy_year: 2027\n",
            'fr.yml:2: «my_year» and what it says must be text; right: "my_year": "2027"',
        ),
        ("templates/strings/fr.yml", "no: Non\n", "fr.yml: «False» and what it says must be text"),
        ("templates/strings/fr.yml", f"rib: {'23' * 12}\n", f'right: "rib": "{"23" * 12}"'),
        ("templates/strings/fr.yml", "votes: {one: 1}\n", 'right: votes: {one: "…", other: "…"}'),
        ("templates/theme/main.html", "<p>mine</p>", "leave no slot for content, head"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_place(
    campaign_folder: Path, path: str, text: str, told: str
) -> None:
    write(campaign_folder, path, text)
    done = call_minbar("build", cwd=campaign_folder)

    assert done.returncode == 2, done.stdout + done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_campaign_s_own_come_first(tmp_path: Path) -> None:
    own = write(tmp_path, "templates/pages/home.html", "mine")
    roots = template_roots(tmp_path)

    assert roots == ((tmp_path / "templates").resolve(), default_root().resolve())
    assert find_template(roots, "pages/home.html") == own.resolve()
    assert find_template(roots, "pages/reply.html") == REPOSITORY / "templates/pages/reply.html"
    with pytest.raises(FileNotFoundError, match="no template pages/nothing"):
        find_template(roots, "pages/nothing.html")


@pytest.mark.parametrize(
    "name",
    [
        "pages/home.html",
        "snippets/x.txt",
        "strings/fr.yml",
        "theme/robots.txt",
        "theme/partials/footer.html",
        "assets/minbar/more.css",
        "pages",
        "",
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_template_that_is_a_link_is_refused(
    campaign_folder: Path, tmp_path: Path, name: str, command: str
) -> None:
    secret = write(tmp_path, "secret/passwd", "root:x:0:0")
    link = campaign_folder / "templates" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(secret if "." in name else secret.parent)
    done = call_minbar(command, cwd=campaign_folder)

    assert done.returncode == 2, done.stdout
    assert f"{link} is a symbolic link" in done.stderr
    assert not (campaign_folder / "site").exists()
