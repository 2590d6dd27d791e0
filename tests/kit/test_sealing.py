"""Sealed texts open with their key, for their row, and for nothing else."""

import base64

import pytest

from visits.kit.sealing import NotOpened, Sealer

SEALER = Sealer(["first key"], "second factor")
ABOUT = "users.totp_secret:1"


def test_what_is_sealed_opens_again():
    assert SEALER.open(SEALER.seal("아이디", about=ABOUT), about=ABOUT) == "아이디"


def test_the_same_text_is_sealed_differently_each_time():
    assert SEALER.seal("a", about=ABOUT) != SEALER.seal("a", about=ABOUT)


def test_it_does_not_show_the_text():
    sealed = SEALER.seal("JBSWY3DPEHPK3PXP", about=ABOUT)
    _, _, packed = sealed.partition(".")
    assert b"JBSWY3DP" not in base64.urlsafe_b64decode(packed)


@pytest.mark.parametrize(
    ("sealer", "about"),
    [
        (SEALER, "users.totp_secret:2"),
        (Sealer(["another key"], "second factor"), ABOUT),
        (Sealer(["first key"], "another purpose"), ABOUT),
    ],
)
def test_it_opens_for_nothing_else(sealer: Sealer, about: str):
    with pytest.raises(NotOpened):
        sealer.open(SEALER.seal("a", about=ABOUT), about=about)


def test_a_changed_sign_is_noticed():
    name, _, packed = SEALER.seal("a secret", about=ABOUT).partition(".")
    raw = bytearray(base64.urlsafe_b64decode(packed))
    for place in range(len(raw)):
        changed = raw.copy()
        changed[place] ^= 1
        with pytest.raises(NotOpened):
            SEALER.open(f"{name}.{base64.urlsafe_b64encode(changed).decode()}", about=ABOUT)


@pytest.mark.parametrize("text", ["", ".", "x", "x.y", "no base64.ㄱ", "12345678."])
def test_what_was_never_sealed_does_not_open(text: str):
    with pytest.raises(NotOpened):
        SEALER.open(text, about=ABOUT)


def test_a_new_key_seals_and_a_former_one_still_opens():
    both = Sealer(["second key", "first key"], "second factor")
    assert both.open(SEALER.seal("a", about=ABOUT), about=ABOUT) == "a"
    with pytest.raises(NotOpened):
        SEALER.open(both.seal("a", about=ABOUT), about=ABOUT)
