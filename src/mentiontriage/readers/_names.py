"""The usual names of things: how exports of every kind call what we call text, handle, followers.

Written in letters and digits only, as `normalise_name` leaves them. A name of something nested in
another object stands behind its object's name: `author.followers` is `authorfollowers`.
"""

from collections.abc import Container, Iterable

PEOPLE = (
    *("author", "user", "sender", "account", "creator", "from", "reviewer", "profile", "owner", "poster"),
    *("requester", "consumer", "person", "guest", "actor", "postowner"),
)
"""How the names begin of what exports tell of the person who wrote."""
_COUNTS = ("engagement", "metrics", "publicmetrics", "stats", "statistics", "counts")


def _of_person(*names: str) -> tuple[str, ...]:
    return names + tuple(person + name for name in names for person in PEOPLE)


_ANSWERED = ("updatetime", "updatedat", "createtime", "createdat", "lastmodified")
_EITHERS_ANSWER = frozenset("reply" + name for name in _ANSWERED)


def _of_answer(*names: str) -> tuple[str, ...]:
    """Name when we answered, where that stands in an object with the answer: `reviewReply.updateTime`."""
    answers = ("reply", "reviewreply", "companyreply", "ownerreply", "ownerresponse", "businessreply", "merchantreply")
    return tuple(answer + name for name in names for answer in (*answers, "developerreply", "developerresponse"))


def _of_count(*names: str) -> tuple[str, ...]:
    return names + tuple(group + name for name in names for group in _COUNTS)


# Our field: usual names, the best first. Where two are present the first wins, and a column serves
# one field only, so the order of the fields counts too.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": (
        "idstr", "commentid", "reviewid", "id", "postid", "tweetid", "statusid", "mentionid", "messageid",
        "universalmessageid", "ticketid", "resourceid", "uniqueid", "uuid", "guid", "uri",
    ),
    "text": (
        "fulltext", "text", "posttext", "tweettext", "content", "contenttext", "body", "bodytext",
        "bodyastext",
        "message", "messagebody", "messagetext", "reviewtext", "reviewcontent", "reviewbody", "reviewdescription",
        "comment", "commenttext",
        "review", "commentary", "rawcontent", "selftext", "caption", "snippet", "textsnippet",
        "mentionsnippet", "hitsentence", "verbatim", "feedback", "tweet", "mention", "post", "cooked",
        "description",
    ),
    "title": ("subject", "reviewtitle", "reviewheadline", "title", "headline", "posttitle"),
    "created_at": (
        "createdat", "createdutc", "created", "createdtime", "createtime", "createtimeiso", "createddate",
        "createddatetime",
        "creationdate", "datecreated",
        # What is called by what was written comes before a mere `timestamp`, which may be when a scraper ran.
        "postedat", "postdate", "postedtime", "dateposted", "commentdate", "reviewdate", "reviewcreated",
        "reviewcreatedutc", "reviewtimestamp", "reviewdatetimeutc", "unixreviewtime", "reviewtime", "tweetcreated",
        "tweetcreatedat", "tweetdate", "submissiontime", "submissiondate", "timestampcreated",
        "datetime", "dateunixtime", "timestamp", "timestampms", "date", "publishedat",
        "published", "publishtime", "publishedattime",
        "publicationdate", "publishdate", "publisheddate", "pubdate", "datepublished", "publishedatdate",
        "posted", "submittedat", "respondedat", "parsedcreatedat", "postedon", "sentat", "sentdatetime", "time",
        "at",
        "datum", "fecha", "datumuhrzeit", "dateheure", "fechahora", "dataora", "datahora", "ts",
    ),
    "url": (
        "permalink", "permalinkurl", "commenturl", "commentlink", "reviewurl", "reviewlink", "htmlurl",
        "tweeturl", "tweetlink", "tweetpermalink", "statusurl",  # beside these a mere `url` may be the author's
        "url", "link", "posturl", "postlink", "webvideourl", "weburl", "mentionurl",
        "networklink", "href",
    ),
    "source": ("source", "network", "socialnetwork", "platform", "sourcename", "sourcetype", "channel"),
    "lang": ("lang", "language", "languagecode", "reviewlanguage", "reviewerlanguage", "tweetlang", "textlanguage"),
    "in_reply_to": (
        "inreplyto", "inreplytoid", "inreplytostatusidstr", "inreplytostatusid", "inreplytotweetid",
        "inresponsetotweetid", "replytostatusid", "replyto", "replytoid", "replytomessageid", "parentid",
        "parentcommentid", "commentparent", "referencemessageid", "referencedtweetsrepliedtoid", "replytocid",
        "repliestoid",
    ),
    "followers": (
        *_of_person(
            "followers", "followerscount", "followercount", "subscribers", "subscribercount",
            "subscriberscount", "publicmetricsfollowerscount",
        ),
        "numfollowers", "numberoffollowers", "fans", "fancount", "twitterfollowers", "xfollowers", "authormetafans",
    ),
    "verified": (*_of_person("verified", "isverified"), "authormetaverified"),
    "handle": (
        *_of_person("handle", "screenname", "username", "login", "nickname"),
        "authormetaname", "acct", "authoracct", "useracct", "accountacct", "fromuser", "author", "authorid", "user",
        "from",
        "sender", "reviewer", "requester", "respondent", "reporter", "creator", "account", "by",
        "commentauthor", "autor", "autorin", "autora", "auteur", "autore", "nutzer", "nutzername", "benutzer",
        "benutzername", "usuario", "usuário", "utilisateur", "utente",
    ),
    "name": (
        *_of_person("displayname", "fullname", "realname"),
        *(person + "name" for person in PEOPLE), "authortitle", "authormetanickname",
        "name", "consumername",
    ),
    "rating": ("reviewrating", "starrating", "reviewstars", "stars", "rating", "overall"),
    "replies": _of_count(
        "replies", "replycount", "repliescount", "numreplies", "comments", "commentcount", "commentscount",
        "numcomments", "answers", "answercount", "replycommenttotal",
    ),
    "reposts": _of_count(
        "reposts", "repostcount", "repostscount", "retweets", "retweetcount", "retweetscount", "numretweets",
        "reblogs", "reblogscount", "shares", "sharecount", "sharescount", "boosts",
    ),
    "likes": _of_count(
        "likes", "likecount", "likescount", "numlikes", "favorites", "favoritecount", "favoritescount",
        "favourites", "favouritecount", "favouritescount", "upvotes", "ups", "points", "thumbsup",
        "thumbsupcount", "reviewlikes", "diggcount", "votecount", "votes", "reactions", "reactioncount",
        "reactionstotalcount", "score",
    ),
    "views": _of_count("views", "viewcount", "viewscount", "playcount", "impressions", "impressioncount"),
    "repost_of": (
        "repostof", "retweetof", "retweetofid", "reblogof", "repostedpostid", "retweetedid",
        "retweetedtweetid",
        "retweetedstatusidstr", "retweetedstatusid", "retweetid", "reblogid", "referencedtweetsretweetedid",
    ),
    "quote_of": (
        "quoteof", "quotedid", "quotedpostid", "quotedstatusidstr", "quotedstatusid", "quotedtweetid",
        "referencedtweetsquotedid",
    ),
    "vendor_sentiment": ("vendorsentiment", "sentiment", "sentimentlabel", "tonality"),
    "ours": ("ours",),
    "hidden": ("hidden",),
    "local_id": ("localid",),
    "answered_at": (
        "answeredat", "repliedat", "replydate", "developerreplydate", "developerresponsedate",
        "developerresponsemodified", "ownerreplydate", "ownerresponsedate", "companyreplydate", "businessreplydate",
        "owneranswertimestamp", "owneranswerdatetimeutc", "responsefromownerdate", "ownerresponsepublisheddate",
        *_of_answer(*_ANSWERED),
    ),
}  # fmt: skip

DESCRIPTIONS = frozenset(
    """description beschreibung descripción descripcion descrizione descrição descricao omschrijving
    beschrijving""".split()  # noqa: SIM905 (a list of words, read as one)
)
"""What a text is called of which only what stands beside it tells that it is a post's."""
SHOWN = frozenset(
    (
        *(
            "author",
            "user",
            "from",
            "sender",
            "reviewer",
            "requester",
            "respondent",
            "reporter",
            "creator",
            "account",
            "by",
            "commentauthor",
            "autor",
        ),
        *("autorin", "autora", "auteur", "autore", "nutzer", "benutzer", "usuario", "usuário", "utilisateur", "utente"),
    )
)
"""Usual names of people's columns that hold handles in one export and the names that are shown in another."""

# What a name means that has several meanings, by what stands beside it: all the names of one of the groups.
_REVIEWS = (("reviewid",), ("thumbsupcount",), ("productid",), ("content", "at"))
_MICROSOFT_FORMS = ("starttime", "completiontime")
_SURVEYS = (("respondent",), ("respondentid",), ("respondedat",), ("nps",), ("responseid",), ("surveytype",),
            ("question", "answer"), ("question", "response"), _MICROSOFT_FORMS)  # fmt: skip
SURVEYMONKEY = ("respondentid", "collectorid")
QUALTRICS = ("responseid", "recordeddate")
_PLACES = (("totalscore",), ("placeid",), ("categoryname",))
_BELOW_POSTS = (("commenturl",), ("commentlink",), ("commentid",))
_BELOW_VIDEOS = (("cid", "pageurl", "votecount"),)  # Apify's streamers/youtube-comments-scraper
_ON_TIKTOK = (("uniqueid", "diggcount"),)  # comments by Apify's clockworks/tiktok-comments-scraper, as a table
_GATHERED = (("sfmid", "twitterid"),)  # tweets as Social Feed Manager writes them
_DOWNLOADED = (("cid", "timeparsed"),)  # comments by youtube-comment-downloader, as a table
_MONITORED = (("publishedat", "sourcetype"), ("publishedat", "sourcename"))
_MEAN_OTHER = {
    ("id", "uniqueid"): _ON_TIKTOK,  # a person's
    ("created_at", "time"): _DOWNLOADED,  # "2 weeks ago"
    ("source", "channel"): _DOWNLOADED,  # a person's
    ("created_at", "createdat"): _MONITORED,  # when a tool found what others had published
    ("title", "title"): (*_PLACES, *_BELOW_VIDEOS),  # a place's name, or that of a video
    ("title", "posttitle"): _BELOW_POSTS,  # of what people comment on
    ("name", "accountname"): (("contactname",),),  # a firm's
    ("handle", "username"): (("userusername",),),  # `user.name` is the one that is shown
    ("handle", "handle"): (("productid",),),  # of a shop's goods
}
"""Which usual names of a field mean something else, and beside what."""
_FURTHER = {
    "rating": ((_REVIEWS, ("score", "ratingscore")),),
    "created_at": (
        ((SURVEYMONKEY, QUALTRICS), ("recordeddate", "startdate")),
        ((_MICROSOFT_FORMS,), ("completiontime",)),
        (_SURVEYS, ("responded",)),
        (_DOWNLOADED, ("timeparsed",)),
    ),
    "id": (((*_BELOW_VIDEOS, *_ON_TIKTOK, *_DOWNLOADED), ("cid",)), (_GATHERED, ("twitterid",))),
    "handle": ((_ON_TIKTOK, ("uniqueid",)),),
    "url": (
        ((("commentary",),), ("linkedinurl",)),
        (_BELOW_VIDEOS, ("pageurl",)),
        (_ON_TIKTOK, ("videoweburl",)),
        (_GATHERED, ("twitterurl",)),
    ),
}
"""Which names a field has beside something, that mean something else anywhere else."""


def list_usual(field: str, names: Container[str]) -> tuple[str, ...]:
    """List the usual names of a field among an export's other `names`, the best first.

    What a name means may depend on what stands beside it: a `score` is a review's stars, what a survey asked for, or
    how many liked a post; what replies inside a post is ours below a review, and another's below a comment.
    """
    usual = (name for name in FIELDS[field] if not _means_other(field, name, names))
    return (*usual, *_list_further(field, names))


def _means_other(field: str, name: str, names: Container[str]) -> bool:
    if field == "likes":
        return name.endswith("score") and is_survey(names)
    if field == "answered_at":
        return name in _EITHERS_ANSWER and not any(stars in names for stars in FIELDS["rating"])
    return _stand_in(names, _MEAN_OTHER.get((field, name), ()))


def _list_further(field: str, names: Container[str]) -> tuple[str, ...]:
    return next((further for beside, further in _FURTHER.get(field, ()) if _stand_in(names, beside)), ())


def is_survey(names: Container[str]) -> bool:
    """Tell a survey by an export's names: what is called a response there is what somebody told it."""
    return _stand_in(names, _SURVEYS)


def _stand_in(names: Container[str], groups: Iterable[tuple[str, ...]]) -> bool:
    return any(all(name in names for name in group) for group in groups)
