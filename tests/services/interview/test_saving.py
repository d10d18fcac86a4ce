"""What answers make of the inventory, and what they leave alone."""

import pytest
from sqlalchemy import select

from inventaire.domain.errors import NotFound, Overtaken
from inventaire.domain.interview import DECLARED, Answer, AnswerState
from inventaire.domain.jurisdiction import Ring
from inventaire.domain.vocabulary import Delivery, DeviceCategory, NameKind
from inventaire.models import Application, AuditLine, Device, InterviewAnswer, db
from inventaire.services.bin import take_back, throw_away
from inventaire.services.catalogue import recognition_of
from inventaire.services.dictionary import Said, say
from inventaire.services.interview import asking
from inventaire.services.interview.found import DIFFERS, MADE, OTHERWISE, THERE, UNTICKED, declarations, found_of
from inventaire.services.interview.saving import save_theme, undo_theme
from inventaire.services.ownership import FREE, held_by, owners
from inventaire.services.selection import ticked
from tests.services.inventories import a_part, software, take_in

SOCIAL, GROUPS, VISIO, CAMERAS, AI = "reseaux-sociaux", "groupes", "visio", "cameras", "intelligence-artificielle"
pytestmark = pytest.mark.usefixtures("town")


def tools(*slugs, **more):
    return Answer(AnswerState.GIVEN, {"tools": {slug: {} for slug in slugs}} | more)


def count(number, **more):
    return Answer(AnswerState.GIVEN, {"number": number} | more)


def state(theme):
    return asking.state_of(asking.get_theme(theme))


def save(theme, **given):
    given = {question.replace("_", "-"): answer for question, answer in given.items()}
    return save_theme(theme, given, state(theme))


def undo(theme):
    return undo_theme(theme, state(theme))


def applications():
    return list(db.session.scalars(select(Application).order_by(Application.id)))


def devices():
    return list(db.session.scalars(select(Device).order_by(Device.id)))


def test_a_tool_that_is_named_becomes_an_application_with_what_the_catalogue_knows():
    said = {"facebook": {"adresse": "facebook.example/valbrume", "abonnes": 1_200}}
    effects = save(SOCIAL, comptes_sociaux=Answer(AnswerState.GIVEN, {"tools": said}))
    (made,) = applications()
    assert (made.raw_name, made.publisher, made.tool, made.outcome) == ("Page Facebook", "Meta", "facebook", "match")
    assert made.delivery is Delivery.ACCOUNT
    assert made.comment == (
        "Déclaré en entretien.\nAdresse publique\u00a0: facebook.example/valbrume\nAbonnés\u00a0: 1\u202f200"
    )
    assert effects.added == ["Page Facebook"]


def test_an_alternative_that_is_named_is_free_software():
    save(SOCIAL, comptes_sociaux=tools("mastodon"))
    (made,) = applications()
    assert (made.tool, made.outcome, made.rule) == ("mastodon", "free", DECLARED)


@pytest.mark.parametrize(("theme", "question", "slug"), [(GROUPS, "groupes_de_messagerie", "mattermost")])
def test_an_alternative_that_is_not_free_is_no_free_software(theme, question, slug):
    save(theme, **{question: tools(slug)})
    (made,) = applications()
    assert (made.tool, made.outcome) == (slug, "match")
    assert owners().of(made.tool, made.outcome, made.publisher).ring is Ring.UNKNOWN
    assert db.session.scalars(select(Application.id).where(held_by(lambda owner: owner == FREE))).all() == []


def test_what_somebody_declared_is_known_without_its_name():
    save(SOCIAL, comptes_sociaux=tools("x-twitter"))
    (made,) = applications()
    found = recognition_of(made)
    assert (found.outcome, found.tool, found.rule) == ("match", "x-twitter", DECLARED)


def test_the_facts_asked_stand_in_their_fields():
    said = {"chatgpt": {"personnes": 12, "usage": "courriers"}}
    save(AI, assistants=Answer(AnswerState.GIVEN, {"tools": said}))
    (made,) = applications()
    assert (made.seats, "Pour quoi faire\u00a0: courriers" in made.comment) == (12, True)


def test_saving_twice_makes_nothing_more():
    for _ in range(2):
        effects = save(SOCIAL, comptes_sociaux=tools("facebook", "instagram"))
    assert (len(applications()), effects.added, effects.changed) == (2, [], [])


def test_a_tool_of_the_inventory_is_linked_and_not_doubled():
    take_in(software({"raw_name": "Zoom Workplace", "publisher": "Zoom Video Communications, Inc."}))
    effects = save(VISIO, visioconference=tools("zoom"))
    (there,) = applications()
    assert (there.tool, there.comment, effects.known) == ("zoom", None, ["Zoom"])
    assert [each.how for each in found_of(asking.get_theme(VISIO))["visioconference"]] == [THERE]
    save(VISIO)
    assert applications() == [there]


def test_a_tool_of_the_inventory_is_recalled_where_it_may_be_ticked():
    take_in(software({"raw_name": "Zoom"}), software({"raw_name": "Firefox"}))
    told = found_of(asking.get_theme(VISIO))
    assert [(each.name, each.how) for each in told["visioconference"]] == [("Zoom", UNTICKED)]
    assert told["gros-fichiers"] == []


def test_what_is_blank_in_it_is_completed_and_what_stands_is_not():
    said = {"tools": {"copilot": {"personnes": 9}, "chatgpt": {"personnes": 9}}}
    for name, seats in (("Microsoft Copilot", None), ("ChatGPT", 3)):
        take_in(software({"raw_name": name} | ({"seats": seats} if seats else {})))
    save(AI, assistants=Answer(AnswerState.GIVEN, said))
    assert [(each.tool, each.seats) for each in applications()] == [("copilot", 9), ("chatgpt", 3)]


def chatgpt(seats=None):
    return Answer(AnswerState.GIVEN, {"tools": {"chatgpt": {"personnes": seats} if seats else {}}})


def seats():
    db.session.expire_all()
    return [each.seats for each in applications()]


def test_a_blank_that_was_filled_in_follows_the_answer_and_is_given_back():
    take_in(software({"raw_name": "ChatGPT"}))
    assert save(AI, assistants=chatgpt(7)).known == ["ChatGPT"]
    assert (save(AI, assistants=chatgpt(70)).changed, seats()) == (["ChatGPT"], [70])
    assert (undo(AI).changed, seats()) == (["ChatGPT"], [7])
    assert (save(AI, assistants=chatgpt()).changed, seats()) == (["ChatGPT"], [None])
    save(AI, assistants=chatgpt(8))
    assert (save(AI, assistants=tools("copilot")).changed, seats()) == (["ChatGPT"], [None, None])


def test_a_blank_that_was_filled_in_and_changed_by_hand_is_left():
    take_in(software({"raw_name": "ChatGPT"}))
    save(AI, assistants=chatgpt(7))
    applications()[0].seats = 9
    db.session.commit()
    assert (save(AI, assistants=chatgpt(70)).left, seats()) == (["ChatGPT"], [9])
    (told,) = found_of(asking.get_theme(AI))["assistants"]
    assert told.how == f"{THERE}\u202f; " + DIFFERS.format("Personnes\u00a0: 70")
    assert (save(AI).left, seats()) == ([], [9])


def test_a_name_that_is_written_is_recognised_or_kept_as_it_is():
    save(VISIO, visioconference=Answer(AnswerState.GIVEN, {"other": "Zoom, Outil du canton"}))
    assert [(each.raw_name, each.tool, each.outcome) for each in applications()] == [
        ("Zoom", "zoom", "match"),
        ("Outil du canton", None, "unknown"),
    ]
    assert save(VISIO, visioconference=Answer(AnswerState.GIVEN, {"other": "outil du canton"})).thrown == ["Zoom"]
    assert [each.raw_name for each in applications()] == ["Outil du canton"]


def test_an_answer_that_changes_puts_aside_what_it_made_and_brings_it_back():
    save(SOCIAL, comptes_sociaux=tools("facebook"))
    (made,) = [each.id for each in applications()]
    assert save(SOCIAL, comptes_sociaux=Answer(AnswerState.NONE)).thrown == ["Page Facebook"]
    assert applications() == []
    assert save(SOCIAL, comptes_sociaux=tools("facebook")).added == ["Page Facebook"]
    assert [each.id for each in applications()] == [made]


def edited(row):
    row.mission = "Communication"
    db.session.commit()


def installed(row):
    take_in(a_part({"name": "PC"}), software({"raw_name": row.raw_name, "publisher": row.publisher, "device": "PC"}))


@pytest.mark.parametrize("touch", [edited, installed])
def test_what_somebody_else_touched_is_left_to_them(touch):
    save(SOCIAL, comptes_sociaux=tools("facebook"))
    touch(applications()[0])
    followed = Answer(AnswerState.GIVEN, {"tools": {"facebook": {"abonnes": 50}}})
    assert save(SOCIAL, comptes_sociaux=followed).left == ["Page Facebook"]
    assert save(SOCIAL).left == ["Page Facebook"]
    assert [each.comment for each in applications()] == ["Déclaré en entretien."]


def test_what_was_thrown_away_by_hand_does_not_come_back_by_itself():
    save(SOCIAL, comptes_sociaux=tools("facebook"))
    chosen = ticked(Application, [f"{each.id}:{each.version}" for each in applications()])
    throw_away(chosen, chosen.seen)
    assert save(SOCIAL, comptes_sociaux=tools("facebook", "instagram")).added == ["Instagram"]
    assert [each.tool for each in applications()] == ["instagram"]


def test_what_was_taken_back_from_the_bin_by_hand_is_somebody_elses():
    save(SOCIAL, comptes_sociaux=tools("facebook"))
    (made,) = applications()
    save(SOCIAL)
    take_back([f"application:{made.id}"])
    assert save(SOCIAL, comptes_sociaux=tools("facebook")).added == []
    assert save(SOCIAL).left == ["Page Facebook"]
    assert len(applications()) == 1


def test_a_tool_that_two_answers_name_goes_with_the_last_of_them():
    save(GROUPS, groupes_de_messagerie=tools("microsoft-teams"))
    assert save(VISIO, visioconference=tools("microsoft-teams")).known == ["Microsoft Teams"]
    assert save(GROUPS).thrown == []
    assert [each.how for each in found_of(asking.get_theme(VISIO))["visioconference"]] == [MADE]
    assert save(VISIO).thrown == ["Microsoft Teams"]
    assert applications() == []


def test_devices_that_are_counted_are_one_lot_that_follows_the_count():
    save(CAMERAS, cameras=count(8))
    (lot,) = devices()
    assert (lot.category, lot.quantity, lot.comment) == (DeviceCategory.CCTV_CAMERA, 8, "Déclaré en entretien.")
    assert save(CAMERAS, cameras=count(11)).changed == [lot.name]
    assert [(each.id, each.quantity) for each in devices()] == [(lot.id, 11)]
    assert save(CAMERAS, cameras=Answer(AnswerState.NONE)).thrown == [lot.name]
    assert devices() == []
    assert save(CAMERAS, cameras=count(0)).added == []


def test_cameras_that_are_listed_already_are_not_counted_twice():
    take_in(a_part({"name": "CAM-1", "category": "cctv_camera", "quantity": 5}))
    assert save(CAMERAS, cameras=count(8)).known == [DeviceCategory.CCTV_CAMERA.label]
    assert [each.quantity for each in devices()] == [5]
    (told,) = found_of(asking.get_theme(CAMERAS))["cameras"]
    assert (told.name, told.how) == ("5 × Caméra de vidéoprotection", OTHERWISE.format(8))
    save(CAMERAS, cameras=count(5))
    assert [each.how for each in found_of(asking.get_theme(CAMERAS))["cameras"]] == [THERE]


def test_two_lots_of_one_category_stand_beside_each_other():
    save("ecrans", ecrans_publicitaires=count(4), panneaux_d_information=count(1))
    assert [each.quantity for each in devices()] == [4, 1]


def test_a_lot_that_somebody_completed_is_left_to_them():
    save(CAMERAS, cameras=count(8))
    devices()[0].model = "Dôme"
    db.session.commit()
    assert save(CAMERAS, cameras=count(9)).left == ["Caméras déclarées en entretien"]
    assert [each.quantity for each in devices()] == [8]


def test_not_knowing_is_an_answer_with_somebody_to_ask():
    save(CAMERAS, cameras=Answer(AnswerState.UNKNOWN), enregistreurs=count(1))
    (theme,) = [each for each in asking.progress() if each.theme.id == CAMERAS]
    assert (theme.answered, [each.id for each in theme.unknown]) == (2, ["cameras"])
    assert theme.saved_at is not None


def test_an_answer_that_is_taken_back_is_gone():
    save(CAMERAS, cameras=count(8))
    save(CAMERAS)
    assert (asking.answers(), devices()) == ({}, [])


def test_the_last_save_of_a_theme_is_undone_and_done_again():
    save(CAMERAS, cameras=count(8), logiciel_video=tools("hikvision"))
    save(CAMERAS, cameras=count(11), enregistreurs=count(2))
    assert undo(CAMERAS).added == ["Hikvision (iVMS, HikCentral)"]
    assert [each.quantity for each in devices()] == [8]
    assert set(asking.answers()) == {"cameras", "logiciel-video"}
    undo(CAMERAS)
    assert ([each.quantity for each in devices()], applications()) == ([11, 2], [])
    assert set(asking.answers()) == {"cameras", "enregistreurs"}


def test_what_was_saved_since_is_not_undone_by_mistake():
    save(CAMERAS, cameras=count(8))
    seen = state(CAMERAS)
    save(CAMERAS, cameras=count(11))
    with pytest.raises(Overtaken):
        undo_theme(CAMERAS, seen)
    assert [each.quantity for each in devices()] == [11]


def test_the_slower_of_two_people_is_told_both_answers():
    seen = state(CAMERAS)
    save(CAMERAS, cameras=count(8))
    with pytest.raises(Overtaken) as overtaken:
        save_theme(CAMERAS, {"cameras": count(9)}, seen)
    (told,) = overtaken.value.differences
    assert (told.saved, told.entered) == ("8", "9")
    save_theme(CAMERAS, {"cameras": count(9)}, overtaken.value.seen)
    assert [each.quantity for each in devices()] == [9]


def test_a_theme_that_is_not_asked_is_not_found():
    with pytest.raises(NotFound):
        save_theme("rien", {}, "0:0")


def test_an_application_says_where_it_was_declared_and_what_was_said_of_it():
    said = {"facebook": {"abonnes": 50}, "tiktok": {}}
    save(SOCIAL, comptes_sociaux=Answer(AnswerState.GIVEN, {"tools": said}))
    (told,) = declarations(applications()[0])
    assert (told.question.id, told.said) == ("comptes-sociaux", "Page Facebook (Abonnés\u00a0: 50)")
    save(CAMERAS, cameras=count(8))
    assert [(each.question.id, each.said) for each in declarations(devices()[0])] == [("cameras", "8")]


@pytest.mark.parametrize("written", ["Écran du hall", "Outil maison", "OUTIL MAISON"])
def test_a_name_that_is_in_the_inventory_is_not_written_twice(written):
    take_in(software({"raw_name": "Écran du hall"}), software({"raw_name": "Outil maison"}))
    assert save(VISIO, visioconference=Answer(AnswerState.GIVEN, {"other": written})).known == [written]
    assert len(applications()) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ÉCOLE numérique courrier", "école numérique courrier"),
        ("L’appli de l'été", "L'appli de l’été"),
        ("Outil  maison", "Outil maison"),
    ],
)
def test_a_name_that_is_written_otherwise_is_the_same(first, second):
    save(VISIO, visioconference=Answer(AnswerState.GIVEN, {"other": first}))
    save(GROUPS, groupes_de_messagerie=Answer(AnswerState.GIVEN, {"other": f"{second}, {first}"}))
    assert [each.raw_name for each in applications()] == [first]


def test_a_tool_that_is_ticked_and_written_is_made_once():
    said = Answer(AnswerState.GIVEN, {"tools": {"boite-fai-orange": {}}, "other": "Boite orange / Wanadoo"})
    save("messagerie", hebergeur_de_messagerie=said)
    assert [each.tool for each in applications()] == ["boite-fai-orange"]


def test_a_tool_that_the_dictionary_calls_otherwise_since_is_not_made_twice():
    save(SOCIAL, comptes_sociaux=tools("facebook"))
    (made,) = applications()
    say([f"{made.id}:{made.version}"], Said(NameKind.TOOL, tool="libreoffice", overrules=True))
    save(SOCIAL, comptes_sociaux=tools("facebook", "instagram"))
    assert [each.tool for each in applications()] == ["libreoffice", "instagram"]


def test_what_is_said_is_traced_beside_the_seal():
    save(SOCIAL, comptes_sociaux=tools("facebook"))
    mine = select(AuditLine).where(AuditLine.subject == InterviewAnswer.__tablename__).order_by(AuditLine.id)
    lines = db.session.scalars(mine).all()
    assert lines[0].action == "created"
    assert lines[0].personal == {"after": {"said": {"tools": {"facebook": {}}}}}
