"""Tables of tickets as help desks and trackers export them: which column is the text, who wrote, what is answered."""

import pytest
from tests.readers.tables import mentions, open_bytes, read_text, skipped

from mentiontriage.errors import ShapeError
from mentiontriage.inspection import inspect_export
from mentiontriage.model import Author


def test_a_view_of_zendesk_needs_no_map() -> None:
    table = (
        "ID,Requester,Requester email,Subject,Description,Ticket status,Requested,Updated,Satisfaction comment\n"
        "7,Ada Moon,ada@example.com,Charged twice,Please refund one of both.,Open,2026-07-14 14:05,2026-07-15 09:00,\n"
        "8,Bob Reed,,Lid,The lid came broken.,Solved,2026-07-14 15:00,2026-07-15 09:00,Quick and kind!\n"
    )
    one, other = mentions(read_text(table))
    assert one.text == "Charged twice\nPlease refund one of both."
    assert one.author == Author(name="Ada Moon")
    assert [post.posted_at.hour for post in (one, other) if post.posted_at] == [14, 15]
    assert (one.answered_at, other.answered_at) == (None, other.posted_at)


JIRA = (
    "Summary,Issue key,Status,Reporter,Creator,Created,Description,Comment,Comment\n"
    "Grinder jams,SUP-1,Waiting for support,Ada Moon,bob.agent,14/Mar/26 9:05 AM,It jams on dark beans.,"
    "14/Mar/26 10:22 AM;557:ab;Please clean it.,14/Mar/26 3:58 PM;qm:ada;I did!\n"
    "Login loop,SUP-2,Resolved,Cy Dunn,Cy Dunn,15/Mar/26 12:07 AM,It asks me again and again.,,\n"
)


def test_what_is_said_below_an_issue_is_not_its_text() -> None:
    one, other = mentions(read_text(JIRA))
    assert one.text == "Grinder jams\nIt jams on dark beans."
    assert one.id.startswith("SUP-1")
    assert (one.answered_at, other.answered_at) == (None, other.posted_at)


def test_who_reports_an_issue_wrote_it_whoever_typed_it_in() -> None:
    assert [post.author.name for post in mentions(read_text(JIRA))] == ["Ada Moon", "Cy Dunn"]


def test_comments_that_people_wrote_are_texts_though_they_hold_semicolons() -> None:
    table = "Created,Author,Comment,Description\n2026-07-14,ada,it broke; again; no refund; nothing,a form\n"
    assert mentions(read_text(table))[0].text == "it broke; again; no refund; nothing"


def test_a_summary_is_the_title_of_what_stands_beside_it_and_a_long_one_says_it_all_again() -> None:
    table = "Date,User,Summary,Text\n2026-07-14,ada,Cough,It tastes of medicine.\n"
    assert mentions(read_text(table))[0].text == "Cough\nIt tastes of medicine."
    long = "The customer complains that the syrup tastes of medicine and asks whether there is any other flavour to buy"
    assert mentions(read_text(table.replace("Cough", long)))[0].text == "It tastes of medicine."


def test_an_extract_is_the_text_where_there_is_no_other() -> None:
    table = "Titre;Extrait;Date de publication;Auteur\n;toujours pas de remboursement;14/07/2026;ada\n"
    assert mentions(read_text(table))[0].text == "toujours pas de remboursement"
    table = "Date,Author,Excerpt,Text\n2026-07-14,ada,still no,still no refund\n"
    assert mentions(read_text(table))[0].text == "still no refund"


def test_netbase_needs_no_map() -> None:
    table = (
        "Post ID,Sound Bite Text,Title,Source Type,URL,Author Name,Author Handle,"
        "No. of Followers/Daily Unique Visitors,Total Replies,Total Reposts\n"
        "1,it broke on day two,,Twitter,https://x.com/ada/status/1803012345678901234,Ada Moon,ada,415,12,9\n"
    )
    post = mentions(read_text(table))[0]
    assert (post.text, post.author) == ("it broke on day two", Author("ada", "Ada Moon", 415))
    assert (post.engagement.replies, post.engagement.reposts) == (12, 9)


def test_all_columns_of_a_name_are_told() -> None:
    table = "Date,First Name,Last Name,Comment\n2026-07-14,Ada,Moon,no refund\n2026-07-15,Bob,,it broke\n"
    assert [post.author.name for post in mentions(read_text(table))] == ["Ada Moon", "Bob"]
    assert inspect_export(open_bytes(table.encode())).used["name"] == ("First Name", "Last Name")


@pytest.mark.parametrize("status", ["Waiting on contact", "Waiting for customer", "Pending customer response"])
def test_nobody_waits_for_us_where_it_is_the_customers_turn(status: str) -> None:
    table = f"Ticket ID,Created,Status,Subject\n7,2026-07-14 14:05,{status},the lid\n8,2026-07-14 15:05,New,no refund\n"
    assert [post.is_answered for post in mentions(read_text(table))] == [True, False]


@pytest.mark.parametrize(
    "status", ["Pending", "Waiting on us", "Waiting on third party", "Waiting for support", "On Hold"]
)
def test_somebody_waits_for_us_where_it_may_be_our_turn(status: str) -> None:
    table = f"Ticket ID,Created,Status,Subject\n7,2026-07-14 14:05,{status},the lid\n8,2026-07-14 15:05,Closed,thanks\n"
    assert [post.is_answered for post in mentions(read_text(table))] == [False, True]


@pytest.mark.parametrize("channel", ["X (formerly Twitter)", "Twitter", "X"])
def test_a_help_desk_calls_x_by_either_name_or_both(channel: str) -> None:
    table = f"Ticket ID,Created,Channel,Description,Subject\n7,2026-07-14 14:05,{channel},it broke again,The lid\n"
    assert mentions(read_text(table))[0].source == "x"


@pytest.mark.parametrize("title", ["(No subject)", "(no summary)", "(kein Betreff)", "(sans objet)"])
def test_a_title_that_says_that_there_is_none_is_no_text(title: str) -> None:
    rows = f"7,2026-07-14 14:05,{title},it broke again\n8,2026-07-14 15:05,{title},\n9,2026-07-14 16:05,No subject,\n"
    items = read_text(f"Ticket ID,Created,Subject,Description\n{rows}")
    assert [post.text for post in mentions(items)] == ["it broke again", "No subject"]
    assert [one.reason for one in skipped(items)] == ["it has no text"]


SERVICENOW = (
    "number,opened_at,caller_id,short_description,description,state,comments,work_notes\n"
    "INC0012001,2026-07-14 08:12:00,Ada Moon,Portal logs me out,Every ten minutes.,In Progress,"
    "2026-07-14 10:15:31 - Cy Dunn (Additional comments) Try again.,2026-07-14 10:10:00 - Cy Dunn (Work notes) ?\n"
    "INC0012002,2026-07-15 08:12:00,(empty),,Nobody calls me back.,Resolved,,\n"
)


def test_incidents_of_servicenow_need_no_map() -> None:
    one, other = mentions(read_text(SERVICENOW))
    assert (one.text, one.author) == ("Portal logs me out\nEvery ten minutes.", Author(name="Ada Moon"))
    assert (other.text, other.author) == ("Nobody calls me back.", Author())
    assert [post.id.partition("~")[0] for post in (one, other)] == ["INC0012001", "INC0012002"]
    assert (one.answered_at, other.answered_at) == (None, other.posted_at)


def test_goods_that_have_a_number_and_a_short_description_are_no_posts() -> None:
    table = "number,created,short_description,description\nA7,2026-07-14,A kettle,It holds a litre and is never hot\n"
    with pytest.raises(ShapeError):
        read_text(table)


def test_what_dynamics_adds_for_itself_tells_nothing_of_a_case() -> None:
    table = (
        "(Do Not Modify) Case,(Do Not Modify) Modified On,Case Title,Case Number,Customer,Description,Status Reason,"
        "Owner,Created On\n"
        "5e1f,2026-07-20 10:00,Door,CAS-01018-F4K2J7,Ada Moon,It came scratched.,In Progress,Cy Dunn,2026-07-14 9:22\n"
        "5e2f,2026-07-20 10:00,Hours?,CAS-01019-A1B2C3,(no contact),,Problem Solved,Cy Dunn,2026-07-15 09:22\n"
        "5e3f,2026-07-20 10:00,Lamp,CAS-01020-K9K9K9,Bo Reed,It buzzes.,Waiting for Details,Cy Dunn,2026-07-16 09:22\n"
    )
    one, other, third = mentions(read_text(table))
    assert (one.id, one.text, one.author.name) == ("CAS-01018-F4K2J7", "Door\nIt came scratched.", "Ada Moon")
    assert one.posted_at
    assert one.posted_at.isoformat() == "2026-07-14T09:22:00+00:00"
    assert (other.text, other.author) == ("Hours?", Author())
    assert [post.is_answered for post in (one, other, third)] == [False, True, False]


@pytest.mark.parametrize("added", ["(Do Not Modify) Text", "(Nicht ändern) Text", "(Ne pas modifier) Text"])
def test_in_which_language_dynamics_adds_something_does_not_matter(added: str) -> None:
    items = read_text(f"{added},Created On,Description,Case Title\n5e1f,2026-07-14,it broke,the lid\n")
    assert [post.text for post in mentions(items)] == ["the lid\nit broke"]


def test_the_subject_of_a_mail_is_read_as_people_see_it() -> None:
    table = "Message-ID,Date,From,Subject,Body\n<m1>,2026-07-14,ada,=?UTF-8?Q?R=C3=BCckgabe?=,no refund\n"
    assert mentions(read_text(table))[0].text == "Rückgabe\nno refund"


def test_what_a_survey_was_told_may_be_called_a_responses_comment() -> None:
    table = (
        "Response ID,Survey Type,Score,Response (Comment),Name,Created At,Created At (UTC),Notes\n"
        "58901,NPS,2,They told me to wait.,Ada Moon,2026-07-14 02:11:05 -0700,2026-07-14 09:11:05,called her back now\n"
        "58902,NPS,10,,Bo Reed,2026-07-14 03:11:05 -0700,2026-07-14 10:11:05,\n"
    )
    (post,) = mentions(read_text(table))
    assert (post.text, post.author, post.engagement.likes) == ("They told me to wait.", Author(name="Ada Moon"), None)
    assert post.posted_at
    assert (post.posted_at.hour, post.is_answered) == (9, False)


HUBSPOT = (
    "Ticket ID,Ticket name,Ticket description,Pipeline,Ticket status,Create date\n"
    "1,Kettle,It broke again.,Support Pipeline,New (Support Pipeline),2026-07-14 14:05\n"
    "2,Kettle,It never came.,Support Pipeline,Waiting on contact (Support Pipeline),2026-07-14 15:05\n"
    "3,Kettle,It is loud.,Repairs,Closed (Repairs),2026-07-14 16:05\n"
    "4,Kettle,It smells.,Repairs,Waiting on us (Repairs),2026-07-14 17:05\n"
    "5,Kettle,It leaks.,Repairs,Closed (customer wrote again),2026-07-14 18:05\n"
)


@pytest.mark.parametrize("columns", [{}, {"status": "Ticket status"}])
def test_behind_hubspots_status_stands_its_pipeline_and_nothing_else_counts_for_nothing(
    columns: dict[str, str],
) -> None:
    found = mentions(read_text(HUBSPOT, columns))
    assert [post.is_answered for post in found] == [False, True, True, False, False]


def test_a_case_of_salesforce_is_its_contacts_and_not_the_firms() -> None:
    table = (
        "Case Number,Contact Name,Account Name,Subject,Description,Status,Date/Time Opened\n"
        "00001,Ada Moon,Moon Ltd,Kettle,It broke.,New,7/14/2026 9:15 AM\n"
        "00002,Bob Reed,Moon Ltd,Kettle,It leaks.,Closed,7/15/2026 9:15 AM\n"
    )
    one, other = mentions(read_text(table))
    assert (one.author.name, other.author.name) == ("Ada Moon", "Bob Reed")
    assert (one.is_answered, other.is_answered) == (False, True)
    table = (
        "Id,CaseNumber,AccountId,SuppliedName,Status,Origin,Subject,Description,CreatedDate,Comments\n"
        "500A1,00001,001B,Ada Moon,New,Web,Kettle,It broke.,2026-07-14 14:05:00,\n"
    )
    (mention,) = mentions(read_text(table))
    assert (mention.author.name, mention.text) == ("Ada Moon", "Kettle\nIt broke.")


def test_what_osticket_calls_a_tickets_status_is_one() -> None:
    table = (
        "Ticket Number,Date Created,Subject,From,From Email,Current Status,Last Updated,Answered\n"
        "551,2026-07-14 14:05:00,It broke,Ada Moon,ada@example.com,Open,2026-07-15 09:00:00,1\n"
        "552,2026-07-14 15:05:00,It leaks,Bob Reed,bob@example.com,Resolved,2026-07-15 09:00:00,1\n"
    )
    assert [post.is_answered for post in mentions(read_text(table))] == [False, True]


@pytest.mark.parametrize(
    ("header", "solved"),
    [
        ("ID,Betreff,Anfragender,Angefragt,Beschreibung,Ticketstatus", "Gelöst"),
        ("Vorgangsschlüssel,Zusammenfassung,Autor,Erstellt,Beschreibung,Status", "Erledigt"),
        ("ID,Assunto,Solicitante,Solicitado,Descrição,Status do ticket", "Resolvido"),
        ("ID,Oggetto,Richiedente,Richiesto,Descrizione,Stato ticket", "Risolto"),
        ("ID,Asunto,Solicitante,Solicitado,Descripción,Estado del ticket", "Resuelto"),
        ("ID,Onderwerp,Aanvrager,Aangevraagd,Omschrijving,Status", "Opgelost"),
    ],
)
def test_tickets_in_other_languages_need_no_map(header: str, solved: str) -> None:
    rows = f"7,Kessel,Ada Moon,2026-07-14 14:05,kaputt,Open\n8,Kessel,Bob Reed,2026-07-14 15:05,undicht,{solved}\n"
    one, other = mentions(read_text(f"{header}\n{rows}"))
    assert (one.text, one.author.name) == ("Kessel\nkaputt", "Ada Moon")
    assert (one.posted_at is not None, one.is_answered, other.is_answered) == (True, False, True)


def test_goods_that_are_described_are_no_posts_in_any_language() -> None:
    for header in ("Title,Description,Price", "Titel,Beschreibung,Preis", "Titolo,Descrizione,Prezzo"):
        with pytest.raises(ShapeError):
            read_text(f"{header}\nKettle,A red kettle for one litre of water,29\n")
