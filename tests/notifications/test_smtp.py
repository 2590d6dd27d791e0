"""The mail server's address, and the ways of speaking to it: signed in, encrypted, verified."""

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.notifications.postbox import Postbox
from visits.notifications.rules import Failure
from visits.notifications.smtp import MailServer, NotDelivered, is_sender


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://relay.example.org", MailServer("smtp", "relay.example.org", 25)),
        ("smtps://relay.example.org", MailServer("smtps", "relay.example.org", 465)),
        (
            "smtp+starttls://visits%40city:p%2Fw%3A1@relay.example.org",
            MailServer("smtp+starttls", "relay.example.org", 587, "visits@city", "p/w:1"),
        ),
        ("smtp://127.0.0.1:1025", MailServer("smtp", "127.0.0.1", 1025)),
    ],
)
def test_the_address_says_how_to_connect(url: str, server: MailServer):
    assert MailServer.from_url(url) == server


@pytest.mark.parametrize("url", ["relay.example.org", "http://relay", "smtp://", "smtp://x:port"])
def test_an_address_that_cannot_work_is_refused(url: str):
    with pytest.raises(ValueError, match=r"must begin|Port"):
        MailServer.from_url(url)


def test_the_password_is_not_shown():
    assert "secret" not in repr(MailServer.from_url("smtp://visits:secret@relay.example.org"))


@pytest.mark.parametrize(
    ("sender", "is_one"),
    [("visits@example.org", True), ("Visits <visits@example.org>", True), ("Visits", False)],
)
def test_the_sender_needs_an_address(sender: str, *, is_one: bool):
    assert is_sender(sender) is is_one


# -- real servers ----------------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    at = datetime.now(UTC)  # noqa: TID251 (the TLS library has its own clock)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return chain, secret


@pytest.fixture
def serve() -> Iterator[Callable[..., Postbox]]:
    """`serve(**options of aiosmtpd)`: a mail server and what it was given."""
    running: list[Controller] = []

    def start(kind: type[Controller] = Controller, **options: object) -> Postbox:
        box = Postbox()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            box.port = probe.getsockname()[1]
        controller = kind(box, hostname="127.0.0.1", port=box.port, **options)
        controller.start()
        running.append(controller)
        return box

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture
def message() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = "visits@example.org", "amina@example.org"
    made["Message-ID"] = "<1@visits>"
    made.set_content("Hello")
    return made


def context_of(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def knows_password(_server, _session, _envelope, _mechanism, login) -> AuthResult:
    right = LoginPassword(b"visits", b"p/w")
    return AuthResult(success=login == right, handled=False)


def test_signing_in_over_starttls(serve, certificate, message, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    box = serve(
        tls_context=context_of(certificate), authenticator=knows_password, auth_required=True
    )
    MailServer.from_url(f"smtp+starttls://visits:p%2Fw@127.0.0.1:{box.port}").send(message)
    assert box.identifiers == ["<1@visits>"]


def test_a_wrong_password_is_said_so(serve, certificate, message, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    box = serve(
        tls_context=context_of(certificate), authenticator=knows_password, auth_required=True
    )
    with pytest.raises(NotDelivered) as caught:
        MailServer.from_url(f"smtp+starttls://visits:wrong@127.0.0.1:{box.port}").send(message)
    assert caught.value.setback.failure is Failure.LOGIN_REFUSED
    assert "wrong" not in caught.value.setback.detail


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(serve, certificate, message):
    box = serve(tls_context=context_of(certificate))
    with pytest.raises(NotDelivered) as caught:
        MailServer.from_url(f"smtp+starttls://127.0.0.1:{box.port}").send(message)
    assert caught.value.setback.failure is Failure.UNREACHABLE
    assert box.messages == []


def test_a_server_without_starttls_gets_nothing(serve, message):
    box = serve()
    with pytest.raises(NotDelivered) as caught:
        MailServer.from_url(f"smtp+starttls://127.0.0.1:{box.port}").send(message)
    assert caught.value.setback.failure is Failure.UNREACHABLE
    assert box.messages == []


class EncryptedFromTheStart(Controller):
    """aiosmtpd knows this one; its own waiting for the start does not speak TLS."""

    def _trigger_server(self) -> None:
        socket.create_connection((self.hostname, self.port), timeout=5).close()


def test_encrypted_from_the_start(serve, certificate, message, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    box = serve(EncryptedFromTheStart, ssl_context=context_of(certificate))
    MailServer.from_url(f"smtps://127.0.0.1:{box.port}").send(message)
    assert box.identifiers == ["<1@visits>"]
