"""A server on this machine in the place of the open network, which `minbar check` itself can never be made to ask."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from minbar.online.line import Network

LOOPBACK = "127.0.0.1"


class Local:
    """What was asked of the server, and how much of it at once; paths say what it answers.

    /404            that status             /to/https://…   a redirect
    /head-405/200   to HEAD, to GET         /silent         nothing, until the end
    /loop           a redirect to itself
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.most: Counter[str] = Counter()
        self.over = threading.Event()
        self._now: Counter[str] = Counter()
        self._lock = threading.Lock()

    def enter(self, method: str, host: str, path: str) -> None:
        with self._lock:
            self.asked.append((method, host, path))
            for name in (host, "all"):
                self._now[name] += 1
                self.most[name] = max(self.most[name], self._now[name])

    def leave(self, host: str) -> None:
        with self._lock:
            self._now[host] -= 1
            self._now["all"] -= 1


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    local: Local

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.local.enter(self.command, self._host, self.path)
        path = self.path.partition("?")[0]
        first, *rest = path.strip("/").split("/", 1)
        if first == "silent":
            self.local.over.wait(30)
            self.local.leave(self._host)
        elif first == "to":
            self._send(301, rest[0])
        elif first == "loop":
            self._send(302, "/loop")
        elif first.startswith("head-"):
            self._send(int(first.removeprefix("head-") if self.command == "HEAD" else rest[0]))
        else:
            self._send(int(first))

    def _send(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.local.leave(self._host)  # who asks may go on before this thread does
        self.end_headers()

    @property
    def _host(self) -> str:
        return self.headers["Host"].partition(":")[0]

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def serve() -> Iterator[tuple[Local, Network]]:
    """Run the server; the network that is given leads every host to it, but `private.example`."""
    local = Local()
    server = ThreadingHTTPServer((LOOPBACK, 0), type("Local", (Handler,), {"local": local}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]

    class Line(HTTPConnection):
        def connect(self) -> None:
            self.sock = socket.create_connection((LOOPBACK, port), self.timeout)

    def resolve(host: str, _port: int) -> list[str]:
        if host == "nowhere.example":
            raise socket.gaierror("no such host")
        return ["10.0.0.1"] if host == "private.example" else [LOOPBACK]

    try:
        yield (
            local,
            Network(
                resolve,
                lambda address: address == LOOPBACK,
                lambda host, port, _, timeout_s: Line(host, port, timeout=timeout_s),
            ),
        )
    finally:
        local.over.set()
        server.shutdown()
        server.server_close()
