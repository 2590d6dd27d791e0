"""Photographs of the demonstration, drawn here: nobody is seen in them, and none is from elsewhere."""

import io
from collections.abc import Callable
from typing import Any

SIZE = WIDTH, HEIGHT = 900, 600
SKY, GROUND, WALL = (206, 224, 240), (152, 180, 140), (38, 52, 72)
BLUE, WHITE, DARK, LIGHT = (40, 96, 168), (250, 250, 250), (40, 44, 52), (120, 190, 220)
COATS = ((52, 73, 94), (120, 60, 80), (60, 100, 90), (90, 80, 130), (150, 110, 60), (70, 70, 70))
SKIN = (224, 190, 160)


def drawn(name: str) -> bytes:
    """The drawing of this name as a JPEG: `screens`, `bus` or `group`."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", SIZE, SKY)
    DRAWINGS[name](ImageDraw.Draw(picture))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()


def screens(pen: Any) -> None:
    """A wall of nine screens with streets on them."""
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill=WALL)
    for row in range(3):
        for column in range(3):
            left, top = 60 + column * 265, 40 + row * 165
            pen.rectangle((left, top, left + 245, top + 145), fill=DARK, outline=LIGHT, width=3)
            middle = top + 40 + 25 * ((row + column) % 3)
            pen.line((left + 10, middle, left + 235, middle), fill=LIGHT, width=6)
            pen.line((left + 60 + 40 * row, top + 8, left + 60 + 40 * row, top + 138), fill=LIGHT)
    pen.rectangle((0, 545, WIDTH, HEIGHT), fill=(70, 84, 104))


def bus(pen: Any) -> None:
    """A bus on a road in front of fields."""
    pen.rectangle((0, 320, WIDTH, HEIGHT), fill=GROUND)
    pen.rectangle((0, 430, WIDTH, 540), fill=(110, 114, 120))
    for left in range(20, WIDTH, 120):
        pen.rectangle((left, 482, left + 60, 488), fill=WHITE)
    pen.rounded_rectangle((170, 230, 730, 450), radius=36, fill=BLUE)
    for left in range(205, 690, 100):
        pen.rounded_rectangle((left, 262, left + 78, 342), radius=10, fill=LIGHT)
    pen.rectangle((170, 372, 730, 384), fill=WHITE)
    for left in (240, 590):
        pen.ellipse((left, 405, left + 80, 485), fill=DARK)
        pen.ellipse((left + 22, 427, left + 58, 463), fill=WHITE)


def group(pen: Any) -> None:
    """Figures without faces, side by side."""
    pen.rectangle((0, 430, WIDTH, HEIGHT), fill=(176, 152, 124))
    pen.rectangle((120, 60, 780, 130), fill=BLUE)
    for place, coat in enumerate(COATS):
        middle = 130 + place * 128
        pen.ellipse((middle - 34, 210, middle + 34, 278), fill=SKIN)
        pen.rounded_rectangle((middle - 56, 284, middle + 56, 500), radius=34, fill=coat)


DRAWINGS: dict[str, Callable[[Any], None]] = {"screens": screens, "bus": bus, "group": group}
