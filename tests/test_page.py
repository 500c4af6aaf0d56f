import pytest

from tests.page import PageError, check_page, page_problems

GOOD = """<!doctype html><html lang="sr-Cyrl"><head><title>Помоћ</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/1/css/site.css">
<script src="/static/1/js/leave.js" defer></script></head><body>
<main id="top"><h1>Помоћ</h1><h2>Ко помаже</h2><h3>Ноћу</h3><h2>Где</h2>
<a href="https://example.org/" rel="noreferrer">Изађи</a>
<a href="tel:+381000111">+381 000 111</a> <a href="#top">На врх</a>
<img src="/static/1/img/a.png" alt=""><svg><path d="M0 0"/></svg>
<form method="post" action="/desk/sign-in/"><input type="hidden" name="csrf_token"
 value="x"><label for="mail">Е-пошта</label><input id="mail" name="mail"
 aria-describedby="hint"><p id="hint">Службена</p><label><input type="checkbox"> Да
</label><button>Пријави се</button></form>
<table><thead><tr><th scope="col">Место</th></tr></thead><tbody><tr><td>Врање</td>
</tr></tbody></table></main></body></html>"""


def test_good_page_passes() -> None:
    check_page(GOOD, "/sr/", 200)


BROKEN = [
    ("<h1>Помоћ</h1>", "<p>Помоћ</p>", "0 h1"),
    ("<h2>Где</h2>", "<h1>Где</h1>", "2 h1"),
    ("<title>Помоћ</title>", "<title> </title>", "no title"),
    ("<title>Помоћ</title>", "", "no title"),
    ('lang="sr-Cyrl"', 'lang="sr"', "language is 'sr'"),
    (' lang="sr-Cyrl"', "", "language is ''"),
    ('<main id="top">', '<main></main><main id="top">', "2 main parts"),
    ('name="viewport"', 'name="robots"', "no viewport"),
    ('id="hint"', 'id="mail"', "is there 2 times"),
    ('for="mail"', 'for="male"', "which is not there"),
    ('aria-describedby="hint"', 'aria-describedby="no"', "which is not there"),
    ('href="#top"', 'href="#bottom"', "which is not there"),
    ('<label for="mail">Е-пошта</label>', "", "has no label"),
    ("> Да\n</label>", "></label>", "has no label"),
    ("<h2>Где</h2>", "<script>alert(1)</script>", "an inline script"),
    ("<h2>Где</h2>", "<style>a{}</style>", "a style element"),
    ("<button>", '<button onclick="x()">', "carries onclick="),
    ("<button>", '<button style="color:red">', "carries style="),
    (' rel="noreferrer"', "", "leads elsewhere"),
    ('src="/static/1/js', 'src="//cdn.example/js', "leads elsewhere"),
    ('src="/static/1/img', 'src="https://cdn.example/img', "leads elsewhere"),
    ('alt=""', 'alt="" srcset="https://cdn.example/a.png 2x"', "loads https"),
    ('href="#top"', 'href="javascript:alert(1)"', "leads elsewhere"),
    ('name="csrf_token"', 'name="token"', "posts without one csrf_token"),
    ('value="x"', 'value=""', "posts without one csrf_token"),
    ('method="post"', 'method="get"', "into the address"),
    ("<h2>Где</h2>", "<h2>{{ where }}</h2>", "shows '{{'"),
    ("<h2>Где</h2>", "<h2>%(num)d места</h2>", "shows '%('"),
    ("<h2>Где</h2>", "<h2>{'sr-Cyrl': 'Где'}</h2>", "shows"),
    ('alt=""', 'alt="{% trans %}"', "shows '{%'"),
    ("<td>Врање</td>", "<td>None</td>", "shows 'None'"),
    ("<h2>Ко помаже</h2>", "", "follows a heading of level 1"),
    ("<h2>Где</h2>", "<h2></h2>", "is empty"),
    ("+381 000 111</a>", "</a>", "has no words"),
    ("Пријави се", "", "has no words"),
    ("<button>", '<input type="submit"><button>', "has no words"),
    (' alt=""', "", "has no alt"),
    ('<th scope="col">Место</th>', "<td>Место</td>", "no header cell"),
    (' scope="col"', "", "without scope"),
    ("</h3>", "", "closes"),
    ("</body></html>", "", "never closed"),
    ("<button>", '<button id="a" id="b">', "twice"),
]


@pytest.mark.parametrize(("there", "instead", "problem"), BROKEN)
def test_broken_page_is_named(there: str, instead: str, problem: str) -> None:
    assert GOOD.count(there) == 1
    problems = list(page_problems(GOOD.replace(there, instead)))
    assert any(problem in told for told in problems), problems


def test_error_names_the_page_and_every_problem() -> None:
    page = GOOD.replace("<h1>Помоћ</h1>", "").replace(' alt=""', "")
    with pytest.raises(PageError, match=r"(?s)/sr/help/ \(404\).*0 h1.*has no alt"):
        check_page(page, "/sr/help/", 404)


def test_picture_in_a_link_speaks_for_it() -> None:
    link = '<a href="/"><img src="/a.png" alt="Почетна"></a>'
    check_page(GOOD.replace("<h2>Где</h2>", link))
