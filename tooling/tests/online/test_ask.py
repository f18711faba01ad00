"""What a link answers, asked of a server on this machine."""

import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from time import monotonic

import pytest
from minbar.checks.outward import Answer
from minbar.online import Limits, ask_all
from minbar.online.ask import ask
from minbar.online.line import Network, PrivateError, is_public
from online_server import LOOPBACK, Local, serve

HOST = "https://a.example"
QUICK = Limits(pause_s=0, timeout_s=5, total_s=30)


@pytest.fixture
def net() -> Iterator[tuple[Local, Network]]:
    with serve() as pair:
        yield pair


def asked(path: str, net: tuple[Local, Network], timeout_s: float = 5) -> Answer:
    return ask(f"{HOST}{path}", net[1], timeout_s, monotonic() + 30)


@pytest.mark.parametrize(
    ("path", "state", "said"),
    [
        ("/200", "there", "it answers 200"),
        ("/204", "there", "it answers 204"),
        ("/404", "gone", "it answers 404"),
        ("/410", "gone", "it answers 410"),
        ("/503", "gone", "it answers 503"),
        ("/403", "unknown", "it answers 403"),
        ("/429", "unknown", "it answers 429"),
        ("/head-405/200", "there", "it answers 200"),
        ("/head-404/200", "there", "it answers 200"),
        ("/head-501/404", "gone", "it answers 404"),
        ("/to/https://b.example/200", "there", "it answers 200 at https://b.example/200"),
        ("/to//404", "gone", "it answers 404 at https://a.example/404"),
        ("/to/https://nowhere.example/", "gone", "there is no such host"),
        ("/to/https://private.example/", "gone", "its host has no public address"),
        ("/loop", "gone", "it leads on more than 5 times"),
    ],
)
def test_an_answer(path: str, state: str, said: str, net: tuple[Local, Network]) -> None:
    assert asked(path, net) == Answer(state, said)


@pytest.mark.parametrize(
    "target",
    ["http://b.example/200", "ftp://b.example/file", "file:///etc/passwd", "https://10.0.0.1/200"],
)
def test_a_redirect_that_we_do_not_follow(target: str, net: tuple[Local, Network]) -> None:
    answer = asked(f"/to/{target}", net)

    assert answer.state == "gone"
    assert f"leads on to {target}, which" in answer.said
    assert {host for _, host, _ in net[0].asked} == {"a.example"}


def test_one_question_is_enough_where_head_is_answered(net: tuple[Local, Network]) -> None:
    asked("/200?q=ماء#part", net)

    assert net[0].asked == [("HEAD", "a.example", "/200?q=%D9%85%D8%A7%D8%A1")]


def test_a_host_that_is_silent(net: tuple[Local, Network]) -> None:
    assert asked("/silent", net, timeout_s=0.2).said == "no answer within 0.2 seconds"


def test_what_is_not_tls_is_no_answer(net: tuple[Local, Network]) -> None:
    with socket.create_server((LOOPBACK, 0)) as plain:
        port = plain.getsockname()[1]
        network = Network(lambda *_: [LOOPBACK], lambda _: True)
        answer = ask(f"{HOST}:{port}/", network, 0.3, monotonic() + 5)
    assert answer.state == "gone"

    port = _port(net[1])
    secure = Network(lambda *_: [LOOPBACK], lambda _: True)
    assert "no secure answer" in ask(f"{HOST}:{port}/200", secure, 5, monotonic() + 5).said


def _port(network: Network) -> int:
    line: HTTPConnection = network.open("a.example", 443, 5)
    line.connect()
    port = int(line.sock.getpeername()[1])
    line.close()
    return port


PRIVATE = """
    127.0.0.1 127.8.8.8 10.0.0.1 172.16.3.4 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
    ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 2002:a00:1:: 64:ff9b::a00:1 64:ff9b:1::1 2001:0:a00:1::1
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_an_address_that_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "196.200.1.1", "64:ff9b::808:808"]
)
def test_an_address_that_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], []])
def test_a_host_with_an_address_that_is_not_public_is_not_spoken_to(found: list[str]) -> None:
    def line(*_: object) -> HTTPConnection:
        raise AssertionError("spoken to")

    with pytest.raises(PrivateError):
        Network(resolve=lambda *_: found, line=line).open("a.example", 443, 1)


def test_the_address_that_was_looked_at_is_the_one_that_is_spoken_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoken: list[object] = []

    def create(address: object, _timeout: float) -> socket.socket:
        spoken.append(address)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr("minbar.online.line.socket.create_connection", create)
    found = iter([["8.8.8.8"], ["127.0.0.1"]])
    answer = ask(f"{HOST}/", Network(resolve=lambda *_: next(found)), 1, monotonic() + 5)

    assert answer == Answer("gone", "no answer (refused)")
    assert spoken == [("8.8.8.8", 443)]


def test_a_few_hosts_at_a_time_and_each_by_itself(net: tuple[Local, Network]) -> None:
    addresses = [f"https://h{number % 6}.example/200?{number}" for number in range(48)]
    told: list[tuple[int, int]] = []
    answers = ask_all(addresses, lambda done, of: told.append((done, of)), QUICK, net[1])

    assert {answer.said for answer in answers.values()} == {"it answers 200"}
    assert list(answers) == addresses
    assert told == [(done, 48) for done in range(1, 49)]
    assert all(net[0].most[f"h{number}.example"] == 1 for number in range(6))
    assert net[0].most["all"] <= QUICK.workers


def test_an_address_is_asked_for_once(net: tuple[Local, Network]) -> None:
    answers = ask_all(
        [f"{HOST}/200#a", f"{HOST}/200#b", f"{HOST}/200"], limits=QUICK, network=net[1]
    )

    assert len(answers) == 3
    assert len(net[0].asked) == 1


def test_it_does_not_go_on_for_ever(net: tuple[Local, Network]) -> None:
    limits = Limits(workers=1, pause_s=0, timeout_s=20, total_s=0.5)
    answers = ask_all([f"{HOST}/200", "https://b.example/silent"], limits=limits, network=net[1])

    assert "https://b.example/silent" not in answers


def test_no_more_than_a_number_of_addresses(net: tuple[Local, Network]) -> None:
    limits = Limits(pause_s=0, addresses=3)
    answers = ask_all([f"{HOST}/200?{n}" for n in range(9)], limits=limits, network=net[1])

    assert len(answers) == len(net[0].asked) == 3
