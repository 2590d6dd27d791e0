"""The register of official papers: entering, finding, attaching, deleting."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.pages import Browser
from tests.papers.samples import DOCX, PDF
from tests.people import People
from visits.delegations.models import Delegation
from visits.kit.db import db
from visits.kit.errors import InUse
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used
from visits.papers import actions, queries, storage
from visits.papers.models import File, OfficialPaper
from visits.papers.rules import Direction, Disclosure, PaperKind, Upload

MONDAY = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
DELEGATION = ("delegation", 7)


@pytest.fixture
def folder(data_dir: Path) -> Path:
    return data_dir / "files"


@pytest.fixture
def delegation(session: Session, people: People) -> Delegation:
    made = Delegation(
        code="2026-004",
        year=2026,
        number=4,
        title=Translated(ko="사우디아라비아 방문단", en="Saudi Arabia"),
        starts_on=date(2026, 11, 24),
        ends_on=date(2026, 11, 25),
        languages=("ar", "en"),
        lead_id=people["coordinator"].id,
        created_at=MONDAY,
    )
    session.add(made)
    session.commit()
    return made


@pytest.fixture
def registered(session: Session, folder: Path):
    """`registered(title="…", file=PDF)`: a paper in the register, committed."""

    def make(*, file: bytes | None = None, subject=DELEGATION, **changes) -> OfficialPaper:
        facts = {
            "title": "Reception plan",
            "direction": Direction.INTERNAL,
            "kind": PaperKind.RECEPTION_PLAN,
            "disclosure": Disclosure.OPEN,
            **changes,
        }
        kept = [storage.keep(folder, Upload("plan.pdf", "application/pdf", file))] if file else []
        storage.belong(session, folder, kept)
        paper = actions.register(
            session, facts, subject=subject, files=kept, by="Kim Haneul", at=MONDAY
        )
        session.commit()
        return paper

    return make


def on_disk(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def form_of(page, *, files=(), **typed):
    """Send the paper's form with files, as a browser does."""
    facts = {
        "title": "Letter of thanks",
        "direction": "sent",
        "kind": "other",
        "disclosure": "open",
    }
    sent = [(io.BytesIO(content), name) for name, content in files]
    return page.submit("main form[enctype]", files=sent, **{**facts, **typed})


def titles(page) -> list[str]:
    return page.all("tbody th")


def test_a_paper_is_registered_with_its_file_and_its_record(as_, session, folder, delegation):
    browser = as_("coordinator")
    page = browser.page("papers.new", about="delegation", id=delegation.id, kind="approval")
    assert delegation.code in page.one(".lead").get_text()
    assert page.one("select[name=kind] option[selected]")["value"] == "approval"
    done = page.submit(
        "main form[enctype]",
        title="영접 계획(안)",
        number="국제관계담당관-1234",
        dated_on="2026-11-13",
        approver="국제관계담당관 박도현",
        approved_on="2026-11-13",
        disclosure="partly",
        disclosure_ground="제9조제1항제6호",
        files=[(io.BytesIO(PDF), "계획.pdf")],
    ).follow()
    assert done.h1 == "영접 계획(안)"
    paper = session.scalars(select(OfficialPaper)).one()
    assert (paper.number, paper.dated_on) == ("국제관계담당관-1234", date(2026, 11, 13))
    assert [(s.subject_kind, s.subject_id) for s in paper.subjects] == [
        ("delegation", delegation.id)
    ]
    assert "1 KB" in done.text
    (file,) = paper.files
    assert (file.name, file.type, file.size) == ("계획.pdf", "application/pdf", len(PDF))
    assert (folder / file.path).read_bytes() == PDF
    assert file.name not in file.path


def test_number_and_date_may_come_later(as_, session):
    page = form_of(as_("coordinator").page("papers.new")).follow()
    assert "No number yet" in page.text
    page.click("Edit").submit(number="12", dated_on="2026-11-20").follow()
    assert session.scalars(select(OfficialPaper.number)).one() == "12"


def test_what_is_not_open_needs_a_ground(as_):
    page = as_("coordinator").page("papers.new")
    page = page.submit("main form[enctype]", title="Plan", disclosure="closed", status=422)
    assert page.errors == {"disclosure_ground": ["Say on which ground it is not open."]}
    assert page.one("input[name=title]")["value"] == "Plan"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("plan.pdf", b"MZ", "plan.pdf is not what its ending says, or it is damaged."),
        ("plan.pdf.exe", PDF, "plan.pdf.exe is of a kind that is not taken."),
        ("plan.pdf", PDF + b"x" * 1024 * 1024, "plan.pdf is larger than 1 MB."),
    ],
)
def test_a_bad_file_is_answered_in_place_and_nothing_is_kept(
    make_app, people, session, folder, name, content, message
):
    app = make_app(UPLOAD_MEGABYTES=1)
    app.config["MAX_CONTENT_LENGTH"] = 3 * 1024 * 1024
    browser = people.sign_in("coordinator", Browser(app, session.commit))
    page = browser.page("papers.new")
    page = page.submit(
        "main form[enctype]", title="Plan", files=[(io.BytesIO(content), name)], status=422
    )
    page.response.request.environ["wsgi.input"].close()  # larger ones lie in a temporary file
    assert page.errors == {"files": [message]}
    assert session.scalars(select(OfficialPaper)).all() == []
    assert on_disk(folder) == []


def test_a_request_that_is_far_too_large_is_refused_at_once(app, as_):
    app.config["MAX_CONTENT_LENGTH"] = 20_000
    large = [(io.BytesIO(PDF + b"x" * 20_000), "plan.pdf")]
    page = as_("coordinator").page("papers.new")
    page = page.submit("main form[enctype]", files=large, status=413)
    assert page.h1 == "That is too large."


def test_the_same_form_sent_twice_registers_once(as_, session, folder):
    page = as_("coordinator").page("papers.new")
    first = form_of(page, files=[("plan.pdf", PDF)])
    second = form_of(page, files=[("plan.pdf", PDF)])
    assert first.location == second.location
    assert len(session.scalars(select(OfficialPaper)).all()) == 1
    assert on_disk(folder) == [PDF]


def test_further_files_are_attached_and_removed(as_, session, folder, registered):
    paper = registered(file=PDF)
    browser = as_("coordinator")
    page = browser.page("papers.attach", number=paper.id)
    page.submit("main form[enctype]", files=[(io.BytesIO(DOCX), "minutes.docx")]).follow()
    session.expire_all()
    assert [file.name for file in paper.files] == ["plan.pdf", "minutes.docx"]
    page = browser.page("papers.show", number=paper.id)
    page.submit(f'form[action$="/files/{paper.files[0].id}/delete"]').follow()
    session.expire_all()
    assert [file.name for file in paper.files] == ["minutes.docx"]
    assert on_disk(folder) == [DOCX]


def test_attaching_nothing_is_answered_in_place(as_, registered):
    page = as_("coordinator").page("papers.attach", number=registered().id)
    assert page.submit("main form[enctype]", status=422).errors == {
        "files": ["This field is required."]
    }


def test_a_file_is_only_ever_downloaded(as_, registered):
    paper = registered(file=PDF)
    paper.files[0].name = "계획 (안).pdf"
    browser = as_("viewer")
    path = browser.url("papers.download", number=paper.id, file_number=paper.files[0].id)
    answer = browser.fetch("GET", path)
    assert answer.data == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert "filename*=UTF-8''%EA%B3%84%ED%9A%8D%20%28%EC%95%88%29.pdf" in disposition
    answer.close()


def test_a_file_of_another_paper_is_not_there(as_, registered):
    mine, other = registered(), registered(file=PDF)
    browser = as_("coordinator")
    browser.page("papers.download", number=mine.id, file_number=other.files[0].id, status=404)


def test_a_file_is_for_those_who_read_delegations(as_, registered):
    paper = registered(file=PDF)
    for who in ("host", "interpreter"):
        as_(who).page("papers.download", number=paper.id, file_number=paper.files[0].id, status=403)
        as_(who).page("papers.index", status=403)
    as_("viewer").page("papers.new", status=403)


def test_papers_are_found(as_, registered):
    registered(title="Letter of the embassy", counterpart="Embassy of Peru", number="외교-77")
    registered(title="Plan", direction=Direction.SENT, dated_on=date(2026, 11, 10))
    registered(title="Report", kind=PaperKind.RESULT_REPORT, dated_on=date(2026, 12, 1), number="8")
    browser = as_("coordinator")
    for query, found in [
        ({}, ["Report", "Plan", "Letter of the embassy"]),
        ({"words": "peru"}, ["Letter of the embassy"]),
        ({"words": "77"}, ["Letter of the embassy"]),
        ({"direction": "sent"}, ["Plan"]),
        ({"kind": "result_report"}, ["Report"]),
        ({"without_number": "y"}, ["Plan"]),
        ({"first": "2026-11-10", "last": "2026-11-30"}, ["Plan"]),
        ({"kind": "nonsense", "first": "soon"}, ["Report", "Plan", "Letter of the embassy"]),
        ({"words": "nothing"}, []),
    ]:
        assert titles(browser.page("papers.index", **query)) == found


def test_the_register_comes_in_pages(as_, registered):
    for number in range(26):
        registered(title=f"Paper {number}")
    page = as_("coordinator").page("papers.index")
    assert len(titles(page)) == 25
    assert titles(page.click("Next")) == ["Paper 0"]


def test_a_paper_belongs_to_several_records(as_, session, registered, delegation):
    paper = registered(subject=None)
    browser = as_("coordinator")
    page = browser.page("papers.show", number=paper.id)
    page = page.submit('form[action$="/subjects"]', code="1999-001", status=422)
    assert page.errors == {"code": ["There is no delegation with this code."]}
    page = page.submit('form[action$="/subjects"]', code=delegation.code).follow()
    assert delegation.code in page.text
    page.submit(f'form[action$="/subjects/delegation/{delegation.id}/delete"]').follow()
    session.expire_all()
    assert paper.subjects == []


def test_a_paper_is_deleted_with_its_files(as_, session, folder, registered):
    paper = registered(file=PDF)
    page = as_("coordinator").page("papers.delete", number=paper.id)
    assert "Its 1 file is deleted with it." in page.text
    page.submit().follow()
    session.expire_all()
    assert session.scalars(select(OfficialPaper)).all() == []
    assert session.scalars(select(File)).all() == []
    assert on_disk(folder) == []


def test_a_record_with_papers_is_in_use(session, registered):
    registered()
    with pytest.raises(InUse) as caught:
        refuse_if_used(session, "delegation", 7)
    assert caught.value.users == [("paper", 1)]


def test_a_letter_or_release_can_ask_for_a_paper(session, registered):
    registered(kind=PaperKind.APPROVAL)
    assert queries.has_paper(session, DELEGATION, PaperKind.APPROVAL) is True
    assert queries.has_paper(session, DELEGATION, PaperKind.INVITATION) is False
    assert queries.has_paper(session, ("delegation", 8), PaperKind.APPROVAL) is False


def test_what_was_written_goes_when_nothing_is_committed(app, folder):
    with app.app_context(), db.sessionmaker() as session:
        kept = storage.keep(folder, Upload("plan.pdf", "application/pdf", PDF))
        storage.belong(session, folder, [kept])
        session.execute(select(1))
        assert on_disk(folder) == [PDF]
    assert on_disk(folder) == []


def test_files_on_the_disk_are_for_us_alone(folder):
    kept = storage.keep(folder, Upload("plan.pdf", "application/pdf", PDF))
    assert (folder / kept.path).stat().st_mode & 0o777 == 0o600
    assert (folder / kept.path).parent.stat().st_mode & 0o777 == 0o700


def test_the_register_costs_the_same_whatever_is_in_it(as_, registered, queries_of):
    browser = as_("coordinator")
    registered(file=PDF)
    one = queries_of(lambda: browser.page("papers.index"))
    for _ in range(9):
        registered(file=PDF)
    assert queries_of(lambda: browser.page("papers.index")) == one
    assert one == 5
