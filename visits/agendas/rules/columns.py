"""Which row holds the headings and which column holds what: by the headings, else by the cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from visits.agendas.rules import Field
from visits.agendas.rules.days import Visit, said
from visits.kit.sheets.clocks import leading, written
from visits.kit.sheets.columns import LOOKED_AT, Fields, mapped
from visits.kit.sheets.drafts import NO_HEADER
from visits.kit.sheets.tables import Cell, Row, Table

HEADERS: Mapping[str, tuple[str, ...]] = {
    Field.DAY: (
        "date", "day", "days", "dates", "day date", "date day", "일자", "날짜", "월일", "일시", "요일", "일차", "방문일", "방문일자", "일정일",
        "jour", "journée", "fecha", "día", "data", "dia", "tanggal", "hari", "التاريخ", "اليوم", "تاريخ",
        "ថ្ងៃ", "កាលបរិច្ឆេទ", "วันที่", "ວັນທີ", "дата", "огноо", "өдөр", "ngày", "datum", "tag",
    ),
    Field.TIME: (
        "time", "times", "hour", "hours", "start", "start time", "from", "starts", "begin", "begins", "time start", "time from",
        "time slot", "duration time", "schedule time", "시간", "시각", "시작", "시작시간", "시작시각", "부터", "진행시간", "시간대", "heure", "heures", "horaire",
        "horaires", "début", "heure de début", "hora", "horas", "horario", "horário", "inicio", "início", "desde", "waktu", "jam", "الوقت",
        "الساعة", "التوقيت", "البداية", "من", "ម៉ោង", "ពេលវេលា", "เวลา", "ເວລາ", "время", "цаг", "thời gian", "giờ", "zeit",
        "uhrzeit", "beginn",
    ),
    Field.END: (
        "end", "end time", "to", "until", "ends", "finish", "time end", "time to", "종료", "종료시간", "종료시각", "끝", "까지", "마침", "fin",
        "heure de fin", "à", "término", "hasta", "fim", "até", "selesai", "النهاية", "إلى", "ends at", "ende", "bis",
    ),
    Field.MINUTES: (
        "duration", "minutes", "length", "min", "mins", "소요시간", "소요", "분", "durée", "duración", "duração", "durasi", "المدة", "dauer",
    ),
    Field.TITLE: (
        "what", "activity", "activities", "programme", "program", "agenda", "agenda item", "item", "items", "event", "events", "topic", "topics",
        "session", "sessions", "title", "subject", "content", "contents", "schedule", "itinerary", "visit", "meeting", "session topic", "activity programme", "programme activity",
        "programme item", "내용", "주요내용", "일정", "세부일정", "주요일정", "일정내용", "행사", "행사명", "행사내용", "프로그램", "활동", "세부내용", "과목", "교과목", "강의명",
        "주제", "제목", "방문내용", "activité", "activités", "contenu", "ordre du jour", "objet", "thème", "intitulé", "actividad", "actividades",
        "contenido", "tema", "atividade", "atividades", "programação", "kegiatan", "acara", "النشاط", "البرنامج", "الفعالية", "الموضوع",
        "ما", "البند", "សកម្មភាព", "កម្មវិធី", "กิจกรรม", "กำหนดการ", "ກິດຈະກຳ", "мероприятие", "программа", "содержание", "үйл ажиллагаа", "hoạt động",
        "nội dung", "programm", "thema",
    ),
    Field.PLACE: (
        "where", "place", "venue", "location", "site", "place venue", "venue location", "room", "venue place", "meeting place", "address", "장소", "방문지", "방문장소",
        "방문기관", "견학지", "견학장소", "위치", "행사장소", "강의장소", "강의실", "곳", "lieu", "lieux", "endroit", "salle", "lugar", "sede", "local", "sitio", "tempat",
        "lokasi", "المكان", "الموقع", "القاعة", "أين", "ទីកន្លែង", "ទីតាំង", "สถานที่", "ສະຖານທີ່", "место", "место проведения", "газар",
        "байршил", "địa điểm", "ort",
    ),
    Field.WHO: (
        "who", "speaker", "speakers", "lecturer", "participants", "participant", "attendees", "responsible", "responsible person", "person in charge", "in charge",
        "pic", "host", "hosts", "presenter", "presenters", "moderator", "facilitator", "lead", "led by", "contact", "contact person", "counterpart", "resource person", "resource persons",
        "participants speakers", "host organisation", "host organization", "institution", "organisation", "organization", "담당", "담당자", "참석자", "참석", "강사", "발표자", "영접자", "접견자", "주관", "주재", "진행", "대상", "참가자",
        "안내자", "안내", "인솔", "담당부서", "담당기관", "주관부서", "주관기관", "배석자", "면담자", "intervenant", "intervenants", "responsable", "participants intervenants", "orateur", "animateur", "qui", "responsables",
        "ponente", "expositor", "participantes", "responsável", "palestrante", "pembicara", "peserta", "المتحدث", "المتحدثون", "المسؤول",
        "المشاركون", "الحضور", "من يحضر", "វាគ្មិន", "អ្នកចូលរួម", "ผู้บรรยาย", "ผู้รับผิดชอบ", "участники", "спикер", "ответственный", "оролцогчид", "diễn giả",
        "người phụ trách", "referent",
    ),
    Field.KIND: ("kind", "type", "module", "session type", "activity type", "am pm", "오전 오후", "category", "format", "구분", "분류", "유형", "종류", "nature", "tipo", "categoría", "jenis", "النوع", "ប្រភេទ", "ประเภท", "вид", "төрөл", "loại"),
    Field.NOTE: (
        "note", "notes", "remark", "remarks", "comment", "comments", "details", "detail", "description", "objective", "purpose", "status", "비고", "참고", "메모", "상세", "상세내용",
        "세부사항", "설명", "준비사항", "유의사항", "목적", "remarque", "remarques", "observations", "observation", "détails", "notes et remarques", "observaciones", "notas", "obs", "observações", "keterangan",
        "catatan", "ملاحظات", "ملاحظة", "التفاصيل", "សម្គាល់", "ផ្សេងៗ", "หมายเหตุ", "ໝາຍເຫດ", "примечание", "тэмдэглэл", "ghi chú", "bemerkung",
    ),
}  # fmt: skip
"""The words by which agendas name their columns; our own tables' words come on top."""
Test = Callable[[Cell], bool]
ENOUGH = 2
"""Fields that a row must name to be taken for the headings."""
LONGEST_HEADING = 24
CLEARLY = 0.7
SHORT_WORDS = 40
"""Signs that names of places have on average at most."""
MOSTLY = 0.5
"""Share of a column's cells that tell what it holds."""


def with_ours(ours: Mapping[str, Iterable[str]]) -> Fields:
    """The words of headings together with those of the tables that we write."""
    return {name: (*words, *ours.get(name, ())) for name, words in HEADERS.items()}


def head_of_agenda(table: Table, fields: Fields) -> tuple[int, Row]:
    """The place of the headings and their words: of one row, or of two that belong together.

    A table whose rows name no two fields has none.
    """
    best, found = ENOUGH - 1, (NO_HEADER, Row(0, ()))
    for place, row in enumerate(table.rows[:LOOKED_AT]):
        if tells_times(row):
            continue
        known = len(mapped(row, fields).fields)
        below = table.rows[place + 1] if place + 1 < len(table.rows) else None
        if below is not None and not tells_times(below):
            both = joined(row, below)
            if (
                known
                and len(mapped(below, fields).fields)
                and len(mapped(both, fields).fields) > max(known, best)
            ):
                best, found = len(mapped(both, fields).fields), (place + 1, both)
                continue
        if known > best:
            best, found = known, (place, row)
    return found if found[0] != NO_HEADER else by_shape(table)


def by_shape(table: Table) -> tuple[int, Row]:
    """Short words in each column, right above the first row with a time: headings in other words."""
    first = next((n for n, row in enumerate(table.rows[:LOOKED_AT]) if tells_times(row)), 0)
    head, below = table.rows[first - 1], table.rows[first]
    width = sum(cell != "" for cell in below.cells)
    texts = [cell for cell in head.cells if isinstance(cell, str) and cell]
    is_head = first > 0 and max(ENOUGH, width - 1) <= len(texts) == len(head.cells)
    if is_head and all(len(text) <= LONGEST_HEADING for text in texts):
        return first - 1, head
    return NO_HEADER, Row(0, ())


def tells_times(row: Row) -> bool:
    """Whether a time stands in the row: then it holds no headings."""
    return any(clock_in(cell) for cell in row.cells)


def joined(upper: Row, lower: Row) -> Row:
    """Two rows of headings as one: what the lower says more exactly stands for both."""
    width = max(len(upper.cells), len(lower.cells))
    cells = [lower.cell(n) or upper.cell(n) for n in range(width)]
    return Row(lower.number, tuple(cells))


def guessed(table: Table, place: int, head: Row, fields: Fields, visit: Visit) -> dict[int, str]:
    """Fields by their column: by the headings first, then by what stands in the cells."""
    rows = table.rows[place + 1 :]
    day = day_column(rows, head, fields, visit)
    others = tuple("" if column == day else name for column, name in enumerate(head.cells))
    named = dict(mapped(Row(head.number, others), fields).fields)
    if day is not None:
        named[Field.DAY] = day
    by_column = {column: name for name, column in named.items()}
    told = by_cells(rows, table.width, set(by_column), set(named), visit)
    return by_column | {column: name for name, column in told}


def day_column(rows: Sequence[Row], head: Row, fields: Fields, visit: Visit) -> int | None:
    """The column in which days stand, whatever its heading: 일정 and 구분 are written over days, too."""
    shares: dict[int, float] = {}
    for column in range(max((len(row.cells) for row in rows), default=0)):
        named = mapped(Row(0, (head.cell(column),)), {Field.DAY: fields[Field.DAY]}).fields
        shares[column] = share(
            rows,
            column,
            lambda cell, is_named=bool(named): is_date(cell, visit, is_named=is_named),  # type: ignore[misc]
        )
    best = max(shares, key=lambda column: shares[column], default=None)
    return None if best is None or shares[best] < CLEARLY else best


def is_date(cell: Cell, visit: Visit, *, is_named: bool) -> bool:
    """A date and no time; a bare number only below a heading that says day."""
    if isinstance(cell, str) and (written(cell) if not cell.isdecimal() else not is_named):
        return False
    return bool(said(cell, visit).dates)


def by_cells(
    rows: Sequence[Row], width: int, taken: set[int], known: set[str], visit: Visit
) -> list[tuple[str, int]]:
    """What the cells of columns without a known heading say that they hold."""
    free = [column for column in range(width) if column not in taken]
    found: list[tuple[str, int]] = []

    def is_day(cell: Cell) -> bool:
        return tells_day(cell, visit)

    for name, tells in (
        (Field.TIME, is_clock),
        (Field.END, is_clock),
        (Field.DAY, is_day),
    ):
        column = telling(rows, free, tells) if name not in known else None
        if column is not None:
            found.append((name, column))
            free.remove(column)
    if Field.TITLE not in known and (texts := [one for one in free if total(rows, one)]):
        title = max(texts, key=lambda one: total(rows, one))
        found.append((Field.TITLE, title))
        free.remove(title)
    if not known:
        found += by_position(rows, free)
    return found


def by_position(rows: Sequence[Row], free: Sequence[int]) -> list[tuple[str, int]]:
    """Without any headings: the first column of short words is the place, the next one notes."""
    texts = [one for one in free if total(rows, one)]
    short = [one for one in texts if total(rows, one) <= SHORT_WORDS * len(cells_of(rows, one))]
    places = [(str(Field.PLACE), one) for one in short[:1]]
    notes = [(str(Field.NOTE), one) for one in texts if (Field.PLACE, one) not in places]
    return places + notes[:1]


def telling(rows: Sequence[Row], free: Sequence[int], tells: Test) -> int | None:
    """The free column of which most cells tell this."""
    shares = {column: share(rows, column, tells) for column in free}
    best = max(free, key=lambda column: shares[column], default=None)
    return None if best is None or shares[best] < MOSTLY else best


def clock_in(cell: Cell) -> bool:
    """Whether a time that nobody takes for anything else begins the cell."""
    if not isinstance(cell, str):
        return False
    if (found := written(cell)) and found.clocks:
        return not cell.strip().isdecimal() and any(sign in cell for sign in ":.hH시~–-AaPp오정م")
    return leading(cell) is not None


def is_clock(cell: Cell) -> bool:
    """Whether nothing but a time stands there."""
    return isinstance(cell, str) and written(cell) is not None and clock_in(cell)


def tells_day(cell: Cell, visit: Visit) -> bool:
    return cell != "" and said(cell, visit).says_day


def cells_of(rows: Sequence[Row], column: int) -> list[Cell]:
    return [cell for row in rows if (cell := row.cell(column)) != ""]


def share(rows: Sequence[Row], column: int, tells: Test) -> float:
    cells = cells_of(rows, column)
    return sum(tells(cell) for cell in cells) / len(cells) if cells else 0


def total(rows: Sequence[Row], column: int) -> int:
    """Signs of the texts in the column."""
    return sum(len(cell) for cell in cells_of(rows, column) if isinstance(cell, str))
