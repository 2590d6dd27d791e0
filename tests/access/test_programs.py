"""Browsers as people call them."""

import pytest

from visits.access.programs import program_name

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/141.0 Safari/537.36", "Chrome, Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/141.0 Safari/537.36 Edg/141.0", "Edge, Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {KIT} Chrome/140.0 Whale/4.33 Safari/537.36", "Whale, Windows"),
        (f"Mozilla/5.0 (Linux; Android 15; SM-S938N) {KIT} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36", "Samsung Internet, Android"),
        (f"Mozilla/5.0 (Linux; Android 15) {KIT} Chrome/141.0 Mobile Safari/537.36 KAKAOTALK 25.8", "KakaoTalk, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15", "Safari, macOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 CriOS/141.0 Mobile Safari/604.1", "Chrome, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox, Linux"),
        ("Google-Calendar-Importer", "Google-Calendar-Importer"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)", "Microsoft Office"),
        ("kakaotalk-scrap/1.0; +https://devtalk.kakao.com/", "kakaotalk-scrap"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_program_is_named_in_a_few_words(line: str, name: str):
    assert program_name(line) == name
