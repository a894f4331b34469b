"""“I do not understand this”: who is told, who reads the name, who only the number."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.frameworks.factories import TEXT, author, version
from tests.web.posting import posted
from trellis.findings import BadInput
from trellis.framework.model import Statement
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions.questions import answer_question, ask_question
from trellis_web.frameworks.models import Question, Version
from trellis_web.frameworks.queries.asked import about, questions_of
from trellis_web.frameworks.queries.versions import resolved
from trellis_web.frameworks.rules import Conflict
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> Version:
    return version()


@pytest.fixture
def maya() -> Person:
    return person("Maya Okafor", level="IC2")


@pytest.fixture
def owner(published: Version) -> Person:
    return _able(author("owner", name="Olga Owner"))


def _able(someone: Person) -> Person:
    someone.set_password("one of those who can sign in")
    someone.save()
    return someone


def ask(
    published: Version, by: Person, statement: str = "d2", text: str = "One of ours?"
) -> Question:
    return ask_question(published, statement=statement, text=text, by=by, now=NOW)


def as_(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


CELL = "/frameworks/engineering/design/IC2/"


def test_asking_is_recorded_without_the_words(published: Version, maya: Person) -> None:
    ask(published, maya)
    event = Event.objects.get()
    assert event.tag == "question:asked"
    assert "One of ours?" not in str(event.payload)


def test_the_owner_is_told_and_hr_is_not(
    published: Version,
    maya: Person,
    owner: Person,
) -> None:
    _able(hr())
    ask(published, maya)
    assert [mail.to for mail in posted()] == [[owner.email]]
    assert "One of ours?" not in posted()[0].body
    assert maya.name not in posted()[0].body


def test_hr_is_told_where_a_family_has_no_owner(
    published: Version,
    maya: Person,
) -> None:
    hana = _able(hr())
    asked = ask(published, maya)
    assert [mail.to for mail in posted()] == [[hana.email]]
    assert answer_question(asked, answer="Any of ours.", by=hana, now=NOW).answered_by == hana


def test_whoever_asked_gets_a_mail_and_reads_the_answer_beside_the_sentence(
    published: Version,
    maya: Person,
    owner: Person,
) -> None:
    asked = ask(published, maya)
    before = len(posted())
    answer_question(asked, answer="Any service of ours.", by=owner, now=NOW)
    (told,) = posted()[before:]
    assert told.to == [maya.email]
    assert "Any service" not in told.body
    assert "Any service of ours." in as_(maya).get(CELL).content.decode()


def test_a_second_question_waits_for_the_answer_to_the_first(
    published: Version, maya: Person, owner: Person
) -> None:
    asked = ask(published, maya)
    with pytest.raises(Conflict, match="asked about this sentence already"):
        ask(published, maya)
    answer_question(asked, answer="Any of ours.", by=owner, now=NOW)
    assert ask(published, maya).pk != asked.pk


def test_the_database_keeps_one_open_question_for_each_person_and_sentence(
    published: Version, maya: Person
) -> None:
    asked = ask(published, maya)
    asked.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save(force_insert=True)


def test_a_sentence_that_is_not_there_cannot_be_asked_about(
    published: Version, maya: Person
) -> None:
    with pytest.raises(BadInput, match="not in version 1"):
        ask(published, maya, "d9")
    missing = "/frameworks/engineering/statements/d9/question/"
    assert as_(maya).post(missing).status_code == 404


def test_only_the_owner_reads_who_asked_and_what(
    published: Version, maya: Person, owner: Person
) -> None:
    asked = ask(published, maya)
    writer, hana, peer = author("writer"), hr(), person()
    for someone, sees in (
        (owner, True),
        (maya, True),
        (writer, False),
        (hana, False),
        (peer, False),
    ):
        assert visible(Question, to=someone).exists() is sees
        text = as_(someone).get("/frameworks/engineering/questions/").content.decode()
        assert ("One of ours?" in text) is sees
        answered = as_(someone).post(f"/frameworks/administration/questions/{asked.pk}/answer/")
        assert answered.status_code == {owner: 422, maya: 422}.get(someone, 404)


def test_authors_see_how_many_people_asked_and_others_do_not(
    published: Version, maya: Person, owner: Person
) -> None:
    ask(published, maya)
    ask(published, person())
    again = ask(published, person())
    answer_question(again, answer="Any of ours.", by=owner, now=NOW)
    ask(published, again.asked_by)
    design = published_statements(published)
    [writer] = about(published, design, to=author("writer"), today=TODAY)
    [reader] = about(published, design, to=maya, today=TODAY)
    assert (writer.count, len(writer.mine)) == (3, 0)
    assert (reader.count, len(reader.mine)) == (None, 1)
    assert "did not understand this" not in as_(maya).get(CELL).content.decode()


def published_statements(published: Version) -> list[Statement]:
    return list(resolved(published).cell("design", "IC2").statements)


def test_a_question_follows_its_sentence_into_the_next_version(
    published: Version, maya: Person, owner: Person
) -> None:
    ask(published, maya)
    later = version(TEXT.replace("inside one service", "inside a single service"), 2)
    [found] = about(later, published_statements(later), to=owner, today=TODAY)
    assert found.count == 1
    [asked] = questions_of(later.family, to=owner, today=TODAY)
    assert asked.text == "Designs changes inside one service."
    assert asked.is_reworded
    assert asked.cell == ("design", "IC2")


def test_a_question_about_a_dropped_sentence_says_so(
    published: Version, maya: Person, owner: Person
) -> None:
    ask(published, maya, "c2")
    version(TEXT.replace("IC2: [{id: c2, text: Writes down decisions.}]", "IC2: not_expected"), 2)
    text = as_(owner).get("/frameworks/engineering/questions/").content.decode()
    assert "Writes down decisions." in text
    assert "The sentence is no longer asked for." in text


def test_others_than_the_owner_cannot_answer(
    published: Version, maya: Person, owner: Person
) -> None:
    asked = ask(published, maya)
    for someone in (maya, author("writer"), hr()):
        with pytest.raises(Denied):
            answer_question(asked, answer="Any of ours.", by=someone, now=NOW)


def test_two_owners_answer_once(published: Version, maya: Person, owner: Person) -> None:
    asked = ask(published, maya)
    answer_question(asked, answer="Any of ours.", by=owner, now=NOW)
    with pytest.raises(Conflict, match="settled this already"):
        answer_question(asked, answer="No other.", by=author("owner"), now=NOW)


def test_asking_and_answering_work_with_plain_forms(
    published: Version, maya: Person, owner: Person
) -> None:
    assert "I do not understand this" in as_(maya).get(CELL).content.decode()
    address = "/frameworks/engineering/statements/d2/question/"
    assert as_(maya).get(address).status_code == 200
    assert as_(maya).post(address, {"text": ""}).status_code == 302
    pk = Question.objects.get().pk
    answer = f"/frameworks/administration/questions/{pk}/answer/"
    assert as_(owner).post(answer, {"answer": " "}).status_code == 422
    assert as_(owner).post(answer, {"answer": "Any of ours."}).status_code == 302
    assert Question.objects.get().answer == "Any of ours."


def test_too_many_words_come_back_with_the_form(published: Version, maya: Person) -> None:
    address = "/frameworks/engineering/statements/d2/question/"
    answer = as_(maya).post(address, {"text": "x" * 2_001})
    assert answer.status_code == 422
    assert not Question.objects.exists()


def test_words_of_a_question_are_never_markup(
    published: Version, maya: Person, owner: Person
) -> None:
    ask(published, maya, text="<script>alert(1)</script>")
    assert (
        "<script>alert" not in as_(owner).get("/frameworks/engineering/questions/").content.decode()
    )
