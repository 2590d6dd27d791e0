"""A report to try the writers on: every kind of block, three scripts, marks, an end."""

import struct
import zlib
from datetime import UTC, datetime

from visits.kit.reports import Item, Paragraph, Picture, Report, Section, Table

AT = datetime(2026, 11, 20, 6, tzinfo=UTC)
ARABIC, KHMER = "الأستاذ محمد بن عبد العزيز", "ពិធីស្វាគមន៍"


def a_png(width=4, height=2):
    """A picture of one colour."""
    rows = b"".join(b"\0" + bytes((6, 58, 116)) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


A_REPORT = Report(
    "방문단 영접 계획(안)",
    "ko",
    head=(("문서번호", "국제관계담당관-1234"), ("결재일", "")),
    sections=(
        Section(
            "개요",
            (
                Item("일시: 2026. 11. 24.(화) 14:00~15:30"),
                Item("방문단", (Item(f"{ARABIC} 님"), Item(f"{KHMER} 행사", changed=True))),
                Paragraph("첫째 줄\n둘째 줄"),
            ),
        ),
        Section(
            "일정",
            (
                Table(
                    ("시간", "내용", "예산"),
                    [("14:00", "견학", "금 234,500원"), ("15:00", f"{ARABIC} 접견", "")],
                    widths=(1, 3, 1),
                    caption="11. 24.(화)",
                    changed_rows={1},
                    figures={2},
                ),
                Picture(a_png(), "image/png", "기념촬영", "단체 사진", url="/photos/1"),
            ),
        ),
    ),
    foot="작성: 국제관계담당관",
    stamp="2차안",
    made_at=AT,
    mark="(변경)",
)
