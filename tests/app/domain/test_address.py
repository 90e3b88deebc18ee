"""One server is one server, however its address is spelt: one pace, one journal, one saved password."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.address import check_server_url, check_web_address, file_name, identity, server_at
from app.errors import InputError
from app.mophic.pacing import Pace

REAL = (
    "https://cvp1.moph.go.th",
    "https://CVP1.MOPH.GO.TH",
    "HTTPS://cvp1.moph.go.th:443",
    "https://cvp1.moph.go.th.",
    "https://cvp1.moph.go.th./",
    " https://cvp1.moph.go.th:443/ ",
    "https://ｃｖｐ1.moph.go.th",
)
HERE = (
    "http://127.0.0.1:8000",
    "http://localhost:8000",
    "http://LOCALHOST:8000/",
    "http://[::1]:8000",
    "http://[0:0:0:0:0:0:0:1]:8000",
)


@pytest.mark.parametrize("url", REAL)
def test_a_servers_address_has_one_spelling(url: str) -> None:
    assert check_server_url(url) == "https://cvp1.moph.go.th"
    assert file_name(url) == "cvp1.moph.go.th"


@pytest.mark.parametrize("url", HERE)
def test_every_name_of_this_pc_is_one_server(url: str) -> None:
    assert identity(url) == "http://127.0.0.1:8000"
    assert file_name(url) == "127.0.0.1-8000"
    assert server_at(url).practice


@pytest.mark.parametrize("urls", [REAL, HERE])
def test_all_spellings_share_one_pace(tmp_path: Path, urls: tuple[str, ...]) -> None:
    Pace(tmp_path, urls[0]).block(60)
    assert [round(Pace(tmp_path, url).blocked_for) for url in urls] == [60] * len(urls)


@pytest.mark.parametrize(
    "url",
    [
        "cvp1.moph.go.th",
        "ftp://x",
        "https://",
        "https://[",
        "https://a b",
        "https://host:99999",
        "https://user@host",
        "",
    ]
    + ["https://:x@host", "https://host:x", "https://[::1", "https://a..b", "https://" + "ก" * 80, "https://%41"],
)
def test_what_is_no_address_is_a_sentence(url: str) -> None:
    with pytest.raises(InputError) as caught:
        server_at(url)
    assert caught.value.code == "server_address_wrong"


@pytest.mark.parametrize("url", ["http://example.org", "http://127.0.0.1.evil.org", "http://2130706433"])
def test_plain_http_is_for_this_pc_alone(url: str) -> None:
    with pytest.raises(InputError) as caught:
        server_at(url)
    assert caught.value.code == "server_address_insecure"


@pytest.mark.parametrize(
    "url", ["https://cvp1.moph.go.th/api", "https://cvp1.moph.go.th/?x=1", "https://cvp1.moph.go.th#a"]
)
def test_an_address_with_a_path_is_refused_and_the_right_one_told(url: str) -> None:
    with pytest.raises(InputError) as caught:
        server_at(url)
    assert (caught.value.code, caught.value.params["instead"]) == ("server_address_path", "https://cvp1.moph.go.th")


def test_a_page_may_have_a_path() -> None:
    check_web_address("https://example.org/news.json?x=1")
