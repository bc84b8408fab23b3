"""What happens without a change of control: aircraft lost, oil, closures, talks to come, men who are to leave."""

import datetime as dt

import pytest
from telling import teller

from libyaconflict.coder import default_coder

DAY = dt.date(2020, 9, 16)  # a Wednesday
told = teller("place_id event_type status", DAY)


def dates(text, day=DAY):
    return [e.date for e in default_coder().code("own", text, day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # aircraft are lost in many words
        ("The GNA said it had taken down a drone in Sirte.", {("sirte", "shootdown", "claimed")}),
        ("An Italian drone crashed near Asabaa.", {("asabaa", "shootdown", "asserted")}),
        ("LNA jets took out a Turkish radar in Sirte.", {("sirte", "airstrike", "asserted")}),
        ("Smoke rose over Mitiga airport after it was shelled.", {("mitiga-airport", "shelling", "asserted")}),
        # a field does what its subject says
        ("Sharara fell silent on Monday.", {("sharara-oilfield", "oil_shutdown", "asserted")}),
        ("The pumps at Sarir are running again.", {("sarir-oilfield", "oil_restart", "asserted")}),
        ("Exports resumed at Hariga but force majeure goes on at Zueitina port.",
         {("hariga-port", "oil_restart", "asserted"), ("zueitina-port", "oil_shutdown", "asserted")}),
        # closures and flights
        ("Air traffic at Mitiga was suspended.", {("mitiga-airport", "other", "asserted")}),
        ("The first direct passenger flight landed at Benina airport.", {("benina-airport", "other", "asserted")}),
        # talks and accords, held and to come
        ("The two sides were in Geneva for the fourth round of talks.", {("geneva", "talks", "asserted")}),
        ("Talks between the two sides are scheduled for Friday in Tunis.", {("tunis", "talks", "planned")}),
        ("The deal between the two sides is to be signed in Geneva.", {("geneva", "agreement", "planned")}),
        ("The LNA broke the declared truce.", set()),
        # who is to leave, and who has left
        ("Under the deal all foreign fighters must leave Libya within 90 days.", {("libya", "withdrawal", "planned")}),
        ("The UN called on all foreign fighters to leave Libya.", set()),
        ("The Russians left neither Hun nor Waddan, residents said.",
         {("hun", "withdrawal", "denied"), ("waddan", "withdrawal", "denied")}),
        ("Some 900 Wagner fighters were flown out of Mizda.", {("mizda", "withdrawal", "asserted")}),
        # who struck whom, and where
        ("A raid by LNA aircraft left six dead in Murzuq.", {("murzuq", "airstrike", "asserted")}),
        ("Trucks were hit from the air in Mizda.", {("mizda", "airstrike", "asserted")}),
        ("GNA air strikes destroyed a convoy heading for Mizda.", {("mizda", "airstrike", "asserted")}),
        ("The LNA fired rockets from Mizda at Gharyan.", {("gharyan", "shelling", "asserted")}),
        ("Shells killed two in the Tripoli suburb of Ain Zara.", {("ain-zara", "shelling", "asserted")}),
        ("A hospital in Gharyan came under attack.", {("gharyan", "civilian_harm", "asserted")}),
        ("Artillery exchanges shook Ain Zara.", {("ain-zara", "clash", "asserted")}),
        ("The LNA left Mizda on account of heavy attacks by GNA drones.",
         {("mizda", "withdrawal", "asserted"), ("mizda", "drone_strike", "asserted")}),
        ("The LNA deployed men in Mizda and along the highway to the cities of Gharyan and Aziziya.",
         {("mizda", "other", "asserted")}),
        ("Turkey withdrew many of its soldiers at Watiya.", {("watiya-airbase", "withdrawal", "asserted")}),
        ("The GNA captured one LNA armoured vehicle in Ain Zara.", set()),
        ("The GNA warned the LNA against further attacks on Sirte.", set()),
        ("Heavy clashes went on around Tuwaishah in southern Tripoli.", {("twaisha", "clash", "asserted")}),
        ("GNA engineers defused dozens of mines in Salah al-Din.", {("salah-al-din", "other", "asserted")}),
        ("Guards closed Zawiya's refinery.", {("zawiya-refinery", "oil_shutdown", "asserted")}),
        ("The bodies of 12 unidentified people were found in a grave in Tarhuna.",
         {("tarhouna", "mass_grave", "asserted")}),
        ("The LNA denied any role in the strike on Ain Zara.",
         {("ain-zara", "airstrike", "denied"), ("ain-zara", "airstrike", "asserted")}),
        ("Italy pulled its troops out of Misrata.", {("misrata", "withdrawal", "asserted")}),
        ("Saleh travelled to Cairo to meet Sisi.", {("cairo", "talks", "asserted")}),
        ("Haftar's air force threatened to strike ships bringing arms to Misrata.", {("misrata", "airstrike", "planned")}),
        # what a text has named carries on
        ("Rockets hit Mitiga airport. Operations have been suspended, the airport said.",
         {("mitiga-airport", "shelling", "asserted"), ("mitiga-airport", "other", "asserted")}),
        ("Sharara and El Feel stopped producing.",
         {("sharara-oilfield", "oil_shutdown", "asserted"), ("el-feel-oilfield", "oil_shutdown", "asserted")}),
        ("The GNA said it was suspending talks in Geneva.", {("geneva", "talks", "denied")}),
        # states of oil and roads, men who are there
        ("Oil is flowing at Sharara, but Zueitina port stays shut.",
         {("sharara-oilfield", "oil_restart", "asserted"), ("zueitina-port", "oil_shutdown", "asserted")}),
        ("Es Sider, shut since January, reopened.",
         {("sidra-port", "oil_shutdown", "asserted"), ("sidra-port", "oil_restart", "asserted")}),
        ("The coast road is open again.", {("coastal-road", "other", "asserted")}),
        ("Sudanese fighters guard Jufra for the LNA.", {("jufra", "foreign_deployment", "asserted")}),
        ("Syrians who had landed in Tripoli on Monday were tired.", {("tripoli", "foreign_deployment", "asserted")}),
        ("Egyptian tanks are said to have crossed into Libya.", {("libya", "arms_transfer", "claimed")}),
        ("Rockets from the LNA side rained on Ain Zara.", {("ain-zara", "shelling", "asserted")}),
        ("Families slept in the open at Mizda.", set()),
        ("Ankara will keep its soldiers in Libya for another year.", {("libya", "foreign_deployment", "planned")}),
        ("Turkey is setting up air defences at Mitiga.", {("mitiga-airport", "arms_transfer", "asserted")}),
        ("Dozens of flights from the UAE have brought arms to Khadim.",
         {("khadim-airbase", "arms_transfer", "asserted")}),
        ("The embargo was renewed by the Security Council.", {("libya", "sanction", "asserted")}),
        ("The UN hosted the two sides at Hurghada.", {("hurghada", "talks", "asserted")}),
        ("The GNA declared a state of emergency in Tripoli.", {("tripoli", "declaration", "asserted")}),
        ("The NOC took Es Sider off force majeure.", {("sidra-port", "oil_restart", "asserted")}),
        ("An American drone went missing over Tripoli.", {("tripoli", "shootdown", "asserted")}),
        ("The two sides met in Geneva and signed in Tunis.",
         {("geneva", "talks", "asserted"), ("tunis", "agreement", "asserted")}),
        ("LNA gunners shelled Zintan Street in Tripoli.", {("tripoli", "shelling", "asserted")}),
        ("Shells hit several districts of Tripoli, including Abu Salim and Hadba.",
         {("abu-salim", "shelling", "asserted"), ("hadba", "shelling", "asserted")}),
        ("The raid on Watiya was not ours, the LNA said.", set()),
        ("Russia has withdrawn its mercenaries from Gharyan.", {("gharyan", "withdrawal", "asserted")}),
        ("The Turkish parliament approved a mandate for troops in Libya.",
         {("libya", "foreign_deployment", "planned")}),
        ("Khadra hospital was hit on Monday.", {("khadra-hospital", "civilian_harm", "asserted")}),
        # what is taken back
        ("The LNA took back its claim that it had entered Mizda.", {("mizda", "advance", "denied")}),
        ("The GNA withdrew its statement on the shelling of Sirte.", {("sirte", "shelling", "denied")}),
        # what arrived, and what had been brought
        ("A Turkish frigate docked in Tripoli.", {("tripoli", "foreign_deployment", "asserted")}),
        ("Jets hit a Turkish defence system that had been installed at Watiya.",
         {("watiya-airbase", "airstrike", "asserted"), ("watiya-airbase", "arms_transfer", "asserted")}),
        ("Erdogan said Turkish soldiers were going to Libya.", {("libya", "foreign_deployment", "claimed")}),
        ("The EU launched a naval mission off Libya.", {("libya", "foreign_deployment", "asserted")}),
        ("The EU imposed a travel ban on three Libyans.", {("libya", "sanction", "asserted")}),
        ("The two sides signed an agreement. They were meeting in Geneva for a fourth round of talks.",
         {("geneva", "agreement", "asserted"), ("geneva", "talks", "asserted")}),
        ("Elders of both sides signed a deal in Zintan.", {("zintan", "agreement", "asserted")}),
        ("Washington put three Kaniyat commanders on its sanctions list.", {("libya", "sanction", "asserted")}),
        ("The LNA announced the launch of an air operation with the name Storm.",
         {("libya", "declaration", "asserted")}),
        ("It should be noted that a ceasefire took effect on Monday.", {("libya", "truce", "asserted")}),
        # no war
        ("Al-Ahli of Tripoli attacked from the whistle and captured the title in Benghazi.", set()),
        ("Demonstrators clashed with police in Tripoli.", set()),
        ("Storms battered Benghazi.", set()),
        ("Residents of Tripoli are weary of shelling.", set()),
        ("Protests over power cuts spread to Misrata.", set()),
        # a headline may speak of a place that the text names next
        ("Jets hit air base in western Libya\nThe GNA said jets had struck the base of Watiya.",
         {("watiya-airbase", "airstrike", "asserted")}),
    ],
)  # fmt: skip
def test_events_without_a_change_of_control(text, expected):
    assert told(text) == expected


def test_a_day_or_month_of_a_plan_lies_ahead():
    assert dates("The two sides are to meet in Geneva on Friday.") == ["2020-09-18"]
    assert dates("The two sides will meet in Geneva in October.") == ["2020-10"]
    assert dates("The two sides met in Geneva in October.") == ["2019-10"]


def test_the_day_of_the_deed_goes_before_the_day_of_the_words():
    assert dates("The GNA on Monday condemned air raids carried out on Sirte on Sunday.") == ["2020-09-13"]


def test_a_day_to_come_is_not_that_of_what_has_been_told():
    assert dates("Force majeure at Hariga was lifted, and a tanker is due on Friday next week.") == ["2020-09-16"]
    text = "On 4 May rockets landed in Ain Zara, and on 5 May more rockets landed in Ain Zara."
    assert dates(text, dt.date(2020, 5, 9)) == ["2020-05-04", "2020-05-05"]


def test_a_day_named_from_another_is_that_of_its_own_clause():
    text = "On Sunday, two days after the LNA left Gharyan, the GNA shelled Mizda."
    assert dates(text) == ["2020-09-11", "2020-09-13"]


def test_who_owns_a_base_does_not_strike_it():
    events = default_coder().code("own", "In Tarhuna, the LNA's main base in the west, drones killed four.", DAY)
    assert [(e.place_id, e.event_type, e.actor) for e in events] == [("tarhouna", "drone_strike", None)]


def test_the_same_time_is_the_day_named_last():
    text = "On 2 June the GNA shelled Mizda.\nAt around the same time rockets landed in Ain Zara."
    assert dates(text, dt.date(2020, 6, 4)) == ["2020-06-02", "2020-06-02"]
