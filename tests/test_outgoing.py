"""The tests need no network: this process reaches nothing but its own machine."""

import socket
import urllib.request

import pytest

ELSEWHERE = "192.0.2.1"  # RFC 5737: nobody


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, ELSEWHERE), (socket.AF_INET6, "2001:db8::1")])
def test_a_connection_to_another_machine_is_refused(family, host):
    with socket.socket(family) as opened, pytest.raises(AssertionError, match=f"went out to {host}"):
        opened.connect((host, 80))


def test_a_connection_that_would_not_raise_is_refused_too():
    with socket.socket() as opened, pytest.raises(AssertionError, match="went out"):
        opened.connect_ex((ELSEWHERE, 80))


def test_a_datagram_is_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as opened, pytest.raises(AssertionError, match="went out"):
        opened.sendto(b"?", (ELSEWHERE, 53))


@pytest.mark.parametrize("ask", [socket.gethostbyname, lambda host: socket.getaddrinfo(host, 80)])
def test_the_name_of_another_machine_is_not_even_asked(ask):
    with pytest.raises(AssertionError, match=r"went out to www\.example\.org"):
        ask("www.example.org")


def test_a_page_from_elsewhere_is_refused():
    with pytest.raises(AssertionError, match="went out"):
        urllib.request.urlopen("http://www.example.org/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_answers(host):
    with socket.create_server(("127.0.0.1", 0)) as served:
        socket.create_connection((host, served.getsockname()[1])).close()


def test_a_socket_in_a_folder_is_let_through(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as served, socket.socket(socket.AF_UNIX) as opened:
        served.bind("./here")
        served.listen()
        opened.connect("./here")
