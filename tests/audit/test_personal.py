"""What the log never tells: how to reach a person, and who said something."""

from tests.people import People
from visits.access import actions
from visits.access.models import SecretLink
from visits.app import load_models
from visits.audit.recorder import Audited
from visits.kit.clock import now
from visits.kit.tables import Base

ABOUT_PEOPLE = ("email", "phone", "person")


def test_every_address_telephone_and_informant_is_marked_as_personal():
    load_models()
    told = [
        f"{mapper.class_.__name__}.{column.key}"
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Audited)
        for column in mapper.columns
        if column.key.split("_")[-1] in ABOUT_PEOPLE and not column.info.get("personal")
    ]
    assert told == []


def test_a_one_time_address_is_known_by_the_name_of_its_user(app, session, people: People):
    user = people["viewer"]
    link = actions.invite(session, user, keeper=app.extensions["links"], at=now())
    assert session.get_one(SecretLink, link.id).label == "Choi Minjae"
