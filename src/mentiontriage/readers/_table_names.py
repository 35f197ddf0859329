"""What columns of tables are called beside the usual names of `_names`: in other languages, and in more words.

Written without accents as well as in letters and digits only. Many of these words mean one thing in one table and
another in the next (`Comments` are texts or a count of them), so a column is taken by such a name only where its
values fit (see `_table_fields`). JSON, which streams, knows the usual names alone.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from mentiontriage.readers._names import FIELDS
from mentiontriage.text import normalise_name

_THE_POSTS = (
    "ticket|case|message|msg|comment|post|review|tweet|mention|conversation|feedback|inquiry|enquiry|request|complaint"
    "|survey|submission|incident|contact|interaction|thread|issue|email|mail"
)
_DONE = (
    "created?|creation|published|publish|publication|posted|posting|written|submitted|submission|submit|sent|reported"
    "|raised|logged|received|requested|opened|open|started|initiated"
)
_WHEN = "(?:dateandtime|datetime|timestamp|date|time|at|on|utc|gmt)"
_LONGEST_NAME = 40  # characters; of longer ones the pattern could try too many ways
_DATE = re.compile(
    rf"(?:{_THE_POSTS})?(?:{_DONE}){_WHEN}*|(?:{_THE_POSTS}){_WHEN}+"
    rf"|{_WHEN}+(?:of)?(?:the)?(?:{_THE_POSTS}|{_DONE})?{_WHEN}*"
)
_OTHERS_DATE = re.compile(
    r"purchase|birth|updat|modif|chang|edit|due|deadline|added|import|export|download|last|latest|clos|resol|solv"
    r"|respon|repl|answer|expir|deliver|ship|order|invoice|paid|payment|signup|regist|joined|member|enddate"
    r"|kauf|geburt|geandert|aktualis|fallig|bestell|liefer|letzt|geschlossen|gelost|beantwort|achat|naissance|modifi"
    r"|derniere|echeance|livraison|commande|ferme|compra|nacimiento|ultim|vencim|entrega|pedido|cierre|acquisto"
    r"|nascita|scadenza|consegna|chiusura|aankoop|geboorte|gewijzigd|laatst|vervaldat|gesloten"
)

TABLES: dict[str, tuple[str, ...]] = {
    "text": (
        "messagecontent", "commentcontent", "postcontent", "customermessage", "customercomment", "customercomments",
        "customerfeedback", "ticketdescription", "ticketbody", "ticketmessage", "casedescription", "emailbody",
        "mailbody", "feedbacktext", "feedbackcomment", "responsecomment", "complainttext", "complaintdescription",
        "complaintdetails", "customercomplaint", "consumercomplaintnarrative", "complaintnarrative", "complaint",
        "opentext", "freetext", "fulltextcontent", "firstmessage", "firstusermessage",
        "firstcustomermessage", "initialmessage", "overallcomments", "messagepreview", "preview",
        "soundbitetext", "extract", "excerpt", "auszug", "extrait", "extracto", "estratto", "trecho", "uittreksel",
        "kommentartext", "nachrichtentext", "beitragstext", "bewertungstext", "rezensionstext", "kommentar",
        "nachricht", "rezension", "beitrag", "inhalt", "beschwerde", "anliegen", "freitext", "textdupost",
        "texteducommentaire", "texte", "commentaire", "contenu", "contenudumessage", "avis", "plainte", "reclamation",
        "texto", "comentario", "mensaje", "contenido", "resena", "opinion", "queja", "reclamo", "reclamacion",
        "publicacion", "testo", "commento", "messaggio", "contenuto", "recensione",
        "mensagem", "conteudo", "avaliacao", "reclamacao", "publicacao",
        "tekst", "bericht", "inhoud", "opmerking", "recensie", "reactie", "klacht",
        "beschreibung", "descripcion", "descrizione", "descricao", "omschrijving", "beschrijving",
        "comments", "reviews", "kommentare", "bewertung", "commentaires", "comentarios", "valoracion", "valutazione",
        "beoordeling",
    ),
    "title": (
        "ticketsubject", "ticketsubjectline", "ticketname", "tickettitle", "casesubject", "emailsubject",
        "mailsubject", "subjectline", "casetitle", "shortdescription",
        "betreff", "titel", "uberschrift", "objet", "titre", "asunto", "titulo",
        "oggetto", "titolo", "assunto", "onderwerp",
        "summary", "zusammenfassung",
    ),
    "created_at": (
        "erstelltam", "erstellt", "erstellungsdatum", "erstelldatum", "veroffentlichtam", "veroffentlicht",
        "veroffentlichungsdatum", "gesendetam", "eingegangenam", "empfangenam", "eingangsdatum", "eingang",
        "bewertungsdatum", "datumderbewertung", "datumzeit", "zeitpunkt", "zeitstempel", "zeit",
        "datedecreation", "datecreation", "creele", "cree", "datedepublication", "publiele", "datedupost",
        "datedenvoi", "envoyele", "recule", "datedereception", "datedelavis", "horodatage", "dateetheure",
        "fechadecreacion", "fechacreacion", "creadoel", "creado", "fechadepublicacion", "publicadoel",
        "fechadeenvio", "enviadoel", "recibidoel", "fechaderecepcion", "fechayhora",
        "datadicreazione", "datacreazione", "creatoil", "datadipubblicazione", "pubblicatoil", "inviatoil",
        "ricevutoil", "dataeora", "datadecriacao", "criadoem", "datadepublicacao", "publicadoem", "enviadoem",
        "recebidoem", "dataehora",
        "aangemaaktop", "aangemaakt", "aanmaakdatum", "gepubliceerdop", "publicatiedatum", "plaatsingsdatum",
        "geplaatstop", "verzondenop", "ontvangenop", "datumtijd", "datumentijd", "datumenuhrzeit", "datumunduhrzeit",
        "angefragt", "solicitado", "richiesto", "aangevraagd",
        "when", "wann", "quand", "cuando", "quando", "wanneer", "data",
    ),
    "time": (
        "time", "timeofday", "hour", "hrs", "uhrzeit", "zeit", "heure", "hora", "ora", "tijd", "tijdstip",
    ),
    "id": (
        "responseid", "respondentid", "recordid", "issuekey", "vorgangsschlussel", "casenumber", "ticketnumber",
        "ticketno", "number", "conversationpartid",
    ),
    "url": (
        "lien", "enlace", "weblink", "beitragslink", "commentpermalink", "messageurl", "messagelink",
        "messagepermalink", "ticketurl", "ticketlink", "caseurl", "conversationurl", "conversationlink",
    ),
    "source": (
        "quelle", "netzwerk", "plattform", "kanal", "reseau", "reseausocial", "plateforme", "canal", "red", "redsocial",
        "fuente", "plataforma", "fonte", "rete", "canale", "piattaforma", "rede", "redesocial", "bron", "netwerk",
        "kanaal", "ticketchannel", "ticketsource", "via", "caseorigin", "origin", "store", "reviewsource", "reviewsite",
    ),
    "lang": ("sprache", "langue", "idioma", "lingua", "taal"),
    "followers": (
        "follower", "followerzahl", "anzahlfollower", "abonnenten", "abonnes", "nombredabonnes", "seguidores",
        "volgers", "aantalvolgers", "followerauthor", "numerodeseguidores", "contactfollowers",
        "contactfollowercount", "nooffollowers", "nooffollowersdailyuniquevisitors",
        "followersdailyuniquevisitorssubscribers", "pagefollowers", "followersatposting",
    ),
    "handle": (
        "gebruikersnaam", "gebruiker", "nomdutilisateur", "pseudo", "nombredeusuario", "nomeutente", "socialhandle",
        "twitterhandle", "instagramhandle",
    ),
    "name": (
        "anfragender", "demandeur", "solicitante", "richiedente", "aanvrager", "kontaktname",
        "customername", "clientname", "contactname", "associatedcontact", "customerfullname", "kundenname",
        "kunde", "namedesrezensenten", "rezensent", "rezensentin", "verfasser", "verfasserin", "nomduclient",
        "nombredelcliente", "nombre", "nom", "nomecliente", "nome", "naam", "klantnaam", "klant", "suppliedname",
        "customer", "client", "cliente", "yourname", "whatisyourname", "whatsyourname", "yourfullname",
        "firstandlastname", "ihrname", "deinname", "wieheissensie", "vorundnachname", "vornameundnachname",
        "vollstandigername", "votrenom",
        "nometprenom", "nomcomplet", "sunombre", "tunombre", "nombreyapellidos", "nombrecompleto", "iltuonome",
        "nomeecognome", "nomecompleto", "seunome", "uwnaam", "jenaam", "volledigenaam", "caller", "callerid",
    ),
    "rating": (
        "sterne", "anzahlsterne", "sternebewertung", "etoiles", "nombredetoiles", "estrellas", "stelle", "estrelas",
        "sterren", "bewertung", "notation", "puntuacion", "calificacion", "valoracion", "valutazione", "voto",
        "avaliacao", "beoordeling", "avis", "satisfaction",
        "reviewscore", "overallrating", "ratingscore",
    ),
    "replies": ("antworten", "kommentare", "commentaires", "reponses", "comentarios", "respuestas", "commenti",
                "risposte", "respostas", "reacties", "totalreplies", "totalcomments"),
    "reposts": ("geteilt", "teilungen", "partages", "compartidos", "condivisioni", "compartilhamentos", "gedeeld",
                "totalreposts", "totalshares"),
    "likes": ("gefalltmir", "gefalltmirangaben", "likesanzahl", "jaime", "mentionsjaime", "megusta", "mipiace",
              "curtidas", "vindikleuks", "totallikes"),
    "views": ("aufrufe", "vues", "visualizaciones", "visualizzazioni", "visualizacoes", "weergaven"),
    "reply": (
        "reply", "replytext", "replycontent", "reviewreply", "answer", "answertext", "response", "responsetext",
        "ownerresponse", "ownerreply", "vendorresponse", "vendorreply", "propertyreply", "propertyresponse",
        "companyresponse", "companyreply", "businessresponse", "businessreply", "developerresponse", "developerreply",
        "developerreplytext", "managementresponse", "merchantreply", "sellerresponse", "hostresponse", "ourreply",
        "ourresponse", "responsefromowner", "responsefromtheowner", "responsefromownertext", "owneranswer",
        "ownerresponsetext", "clientresponses", "antwort", "antworttext", "antwortdesinhabers",
        "antwortdesunternehmens", "stellungnahme", "reponse", "reponseduproprietaire", "respuesta",
        "respuestadelpropietario", "risposta", "rispostadelproprietario", "resposta", "respostadoproprietario",
        "antwoord", "reactievaneigenaar",
    ),
    "answered_at": (
        "responsedate", "responsetime", "responsetimestamp", "ownerresponsetime", "ownerresponsetimestamp",
        "vendorresponsedate", "propertyreplydate", "replydatecreated", "managementresponsedate", "replytime",
        "replytimestamp",
        "dateofreply", "dateofresponse", "answerdate", "repliedon", "respondedon", "antwortdatum", "datumderantwort",
        "beantwortetam", "datedereponse", "fechaderespuesta", "fechadelarespuesta", "datadirisposta", "datadaresposta",
        "antwoorddatum",
    ),
    "status": (
        "status", "ticketstatus", "casestatus", "currentstatus", "conversationstatus", "state", "ticketstate",
        "statusderanfrage", "statusreason", "statut", "statutduticket", "etat", "estado", "estadodelticket",
        "statusdoticket", "stato", "statoticket",
    ),
}  # fmt: skip
"""Our fields, and `time`, `reply` (what we wrote below a review) and `status`, which only tables have: further names,
the best first."""

NAME_PARTS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("firstname", "givenname", "forename", "recipientfirstname", "contactfirstname", "customerfirstname"),
        ("lastname", "surname", "familyname", "recipientlastname", "contactlastname", "customerlastname"),
    ),
    (("vorname",), ("nachname", "familienname")),
    (("prenom",), ("nom", "nomdefamille")),
    (("nombre", "nombres"), ("apellidos", "apellido")),
    (("nome",), ("cognome", "sobrenome", "apelido")),
    (("voornaam",), ("achternaam",)),
)
"""What the columns of people's given and family names are called where they stand apart, a language each."""

SCORES = ("reviewscore", "reviewrating", "guestrating")
"""What reviews have whose score is none of 1 to 5 stars (Booking: of 10), as `normalise_name` leaves it."""

OPEN = frozenset(
    """open|opened|reopened|re-opened|new|pending|hold|on hold|on-hold|in progress|in-progress|in_progress|inprogress
    |active|assigned|unassigned|waiting|waiting on us|waiting on third party|waiting for support|working|under review
    |waiting for details|researching|awaiting reply|awaiting response|to do|todo|unresolved|unanswered|escalated|snoozed
    |offen|neu|in bearbeitung|wartend|ausstehend|wiedereröffnet|ouvert|nouveau|en cours|en attente|abierto|nuevo
    |pendiente|en curso|en proceso|en espera|aperto|nuovo|in corso|in attesa|aberto|novo|pendente|em andamento
    |nieuw|in behandeling|in afwachting|auto-closed|auto closed|autoclosed|automatically closed""".replace(
        "\n    ", ""
    ).split("|")
)
"""What a ticket's status says as long as somebody waits, in small letters; also where a machine closed it."""
UNDER_WAY = frozenset(
    """pending|hold|on hold|on-hold|active|new|neu|ausstehend|nouveau|nuevo|pendiente|nuovo|novo|pendente
    |nieuw""".replace("\n    ", "").split("|")
)
"""Of these what orders are called as well."""
SOLVED = frozenset(
    """solved|closed|resolved|answered|replied|responded|gelöst|geloest|geschlossen|beantwortet
    |behoben|problem solved|information provided
    |résolu|resolu|fermé|ferme|répondu|resuelto|cerrado|solucionado|respondido|risolto|chiuso|risposto
    |resolvido|fechado|opgelost|gesloten|beantwoord|waiting on customer|waiting for customer|waiting on contact
    |awaiting customer|awaiting customer reply|awaiting customer response|pending customer response|wartet auf kunde
    |wartet auf kunden|warten auf kunde|en attente du client|esperando al cliente|in attesa del cliente
    |aguardando cliente|wachten op klant""".replace("\n    ", "").split("|")
)
"""What it says when nobody waits for us any more: it is solved, or we have asked back."""
FINISHED = frozenset(
    """done|complete|completed|fixed|finished|cancelled|canceled|erledigt|abgeschlossen|clos|clôturé|terminé|traité
    |completado|terminado|completato|concluído|concluido|afgerond|afgehandeld""".replace("\n    ", "").split("|")
)
"""What it says then of a ticket, but of surveys and orders just as well."""
_OF_FRESHDESK = frozenset({"requesterid", "frdueby"})
"""What Freshdesk's API and Freshservice's call things in every ticket; `fr_due_by` is nobody else's."""
_OF_TICKETS = re.compile(
    r"ticket|(?<!lower)(?<!upper)case(?:id|number|no|status|subject|title|description)|requester|assignee|(?<!user)agent|conversation"
    r"|anfragender|demandeur|solicitante|richiedente|aanvrager|vorgang|helpdesk|inquiry|enquiry|complaint|mailboxid|primarycustomer|^caller(?:id)?$|worknotes|assignmentgroup"
)
_BRACKETS = re.compile(r"\((?:GMT|UTC)[+-][\d:]+\).*|[(\[][^()\[\]]*[)\]]")  # (GMT-04:00) New York
_ORIGINS = frozenset({"via", "caseorigin", "origin", "store", "reviewsource", "reviewsite"})
_EITHERS_REPLY = frozenset(
    """reply answer answertext response responsetext antwort antworttext reponse respuesta risposta resposta
    antwoord""".split()  # noqa: SIM905 (a list of words, read as one)
)
_OF_TICKETS_ALONE = frozenset({("title", "shortdescription"), ("id", "number")})
_NOT_TO_MODIFY = re.compile(
    r"\((?:do not modify|nicht ändern|ne pas modifier|no modificar|non modificare|não modificar|niet wijzigen)\)", re.I
)
_PARTIES = frozenset({"customer", "client", "cliente", "kunde", "klant", "customername", "clientname"})


def fold_name(name: str) -> str:
    """Reduce a name as `normalise_name` does, without accents."""
    return normalise_name("".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)))


def drop_brackets(name: str) -> str:
    """Leave out what a name has in brackets: `Date (UTC)`."""
    return _BRACKETS.sub("", name)


def names_own_use(name: str) -> bool:
    """Tell a column that a tool has added for itself, to read the table back in: `(Do Not Modify) Modified On`."""
    return name.startswith("(") and _NOT_TO_MODIFY.match(name) is not None


def names_field(name: str) -> bool:
    """Tell a name, as a header writes it, that one of our fields has."""
    return len(name) <= _LONGEST_NAME and fold_name(drop_brackets(name)) in _list_all()


@cache
def _list_all() -> frozenset[str]:
    return frozenset(name for fields in (FIELDS, TABLES) for names in fields.values() for name in names)


def tell_tickets(names: Iterable[str]) -> bool:
    """Tell a table of tickets by its names, as `normalise_name` leaves them: `requester`, `ticketid`."""
    return any(map(_OF_TICKETS.search, names))


def tell_mails(names: Iterable[str]) -> bool:
    """Tell a table of tickets that may hold mails by its names, as `tell_tickets` does.

    A conversation may be of posts (X).
    """
    return tell_tickets(name for name in names if "conversation" not in name)


def find_numbered(names: Iterable[str]) -> frozenset[str]:
    """Find which numbers tell as a status that nobody waits, by names as `normalise_name` leaves them.

    Freshdesk's tickets are 2 (open), 3 (pending), 4 (resolved), 5 (closed) or a firm's own; of others numbers tell
    nothing.
    """
    is_freshdesk = {name.removeprefix("ticket") for name in names} >= _OF_FRESHDESK
    return frozenset({"4", "5"}) if is_freshdesk else frozenset()


def names_party(plain: str) -> bool:
    """Tell a name that may be of whoever wrote, or of the firm that is written about: `client`."""
    return plain in _PARTIES


def names_tickets_own(field: str, plain: str) -> bool:
    """Tell a name that tells a field of tickets alone: a shop's goods have a short description and a number, too."""
    return (field, plain) in _OF_TICKETS_ALONE


def names_origin(plain: str) -> bool:
    """Tell a name that may be of a network or of something else: a `store` is also where people buy."""
    return plain in _ORIGINS


def names_eithers_reply(plain: str) -> bool:
    """Tell a name that may be of what we wrote below a review, or of what somebody told a survey: `response`."""
    return plain in _EITHERS_REPLY


def names_posts_date(plain: str) -> bool:
    """Tell a name, as `normalise_name` leaves it, that says of a date that it is the post's: `messagedate`, `sent`."""
    return len(plain) <= _LONGEST_NAME and _DATE.fullmatch(plain) is not None and not names_others_date(plain)


def names_others_date(plain: str) -> bool:
    """Tell a name that says of a date that it is of something else: of a purchase, of the last update."""
    return _OTHERS_DATE.search(plain) is not None
