"""The usual names of things: how exports of every kind call what we call text, handle, followers.

Written in letters and digits only, as `normalise_name` leaves them. A name of something nested in
another object stands behind its object's name: `author.followers` is `authorfollowers`.
"""

_PEOPLE = ("author", "user", "account", "creator", "sender", "from", "reviewer", "profile", "owner", "poster")
_COUNTS = ("engagement", "metrics", "publicmetrics", "stats", "statistics", "counts")


def _of_person(*names: str) -> tuple[str, ...]:
    return names + tuple(person + name for name in names for person in _PEOPLE)


def _of_count(*names: str) -> tuple[str, ...]:
    return names + tuple(group + name for name in names for group in _COUNTS)


# Our field: usual names, the best first. Where two are present the first wins, and a column serves
# one field only, so the order of the fields counts too.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": (
        "idstr", "id", "postid", "tweetid", "statusid", "commentid", "reviewid", "mentionid", "messageid",
        "universalmessageid", "resourceid", "uniqueid", "uuid", "guid", "uri",
    ),
    "text": (
        "fulltext", "text", "posttext", "tweettext", "content", "contenttext", "body", "bodytext",
        "bodyastext",
        "message", "messagebody", "messagetext", "comment", "commenttext", "review", "reviewtext",
        "reviewcontent", "reviewbody", "rawcontent", "selftext", "caption", "snippet", "textsnippet",
        "mentionsnippet", "hitsentence", "verbatim", "feedback", "tweet", "mention", "post", "cooked",
        "description",
    ),
    "title": ("title", "headline", "subject", "reviewtitle", "posttitle"),
    "created_at": (
        "createdat", "createdutc", "created", "createdtime", "createtime", "createddate", "creationdate",
        "datecreated", "datetime", "timestamp", "date", "publishedat", "published", "publishtime",
        "publicationdate", "publishdate", "pubdate", "datepublished", "postedat", "posted", "postdate",
        "postedtime", "dateposted", "reviewdate", "reviewcreated", "reviewcreatedutc", "submittedat",
        "tweetcreated", "tweetcreatedat", "tweetdate", "parsedcreatedat", "postedon", "sentat", "time", "at",
    ),
    "url": (
        "permalink", "permalinkurl", "htmlurl", "url", "link", "posturl", "postlink", "tweeturl",
        "tweetpermalink", "statusurl", "weburl", "reviewurl", "reviewlink", "mentionurl",
        "networklink", "href",
    ),
    "source": ("source", "network", "socialnetwork", "platform", "sourcename", "sourcetype", "channel"),
    "lang": ("lang", "language", "languagecode", "reviewlanguage", "reviewerlanguage", "tweetlang"),
    "in_reply_to": (
        "inreplyto", "inreplytoid", "inreplytostatusidstr", "inreplytostatusid", "inreplytotweetid",
        "inresponsetotweetid", "replyto", "replytoid", "parentid", "parentcommentid",
    ),
    "followers": (
        *_of_person(
            "followers", "followerscount", "followercount", "subscribers", "subscribercount",
            "subscriberscount",
        ),
        "numfollowers", "numberoffollowers", "fans", "fancount", "twitterfollowers", "xfollowers",
    ),
    "verified": _of_person("verified", "isverified"),
    "handle": (
        *_of_person("handle", "screenname", "username", "login", "nickname"),
        "acct", "authoracct", "useracct", "accountacct", "fromuser", "authorid", "author", "user", "from",
        "sender", "reviewer", "creator", "account", "by",
    ),
    "name": (
        *_of_person("displayname", "fullname", "realname"),
        *(person + "name" for person in _PEOPLE),
        "name", "consumername",
    ),
    "replies": _of_count(
        "replies", "replycount", "repliescount", "numreplies", "comments", "commentcount", "commentscount",
        "numcomments", "answers", "answercount",
    ),
    "reposts": _of_count(
        "reposts", "repostcount", "repostscount", "retweets", "retweetcount", "retweetscount", "numretweets",
        "reblogs", "reblogscount", "shares", "sharecount", "sharescount", "boosts",
    ),
    "likes": _of_count(
        "likes", "likecount", "likescount", "numlikes", "favorites", "favoritecount", "favoritescount",
        "favourites", "favouritecount", "favouritescount", "upvotes", "ups", "score", "points", "thumbsup",
        "thumbsupcount", "reactions", "reactioncount", "reactionstotalcount",
    ),
    "views": _of_count("views", "viewcount", "viewscount", "impressions", "impressioncount"),
    "rating": ("rating", "stars", "starrating", "reviewstars", "reviewrating"),
    "repost_of": (
        "repostof", "retweetof", "retweetofid", "reblogof", "repostedpostid", "retweetedid",
        "retweetedtweetid",
        "retweetedstatusidstr", "retweetedstatusid", "retweetid", "reblogid",
    ),
    "quote_of": (
        "quoteof", "quotedid", "quotedpostid", "quotedstatusidstr", "quotedstatusid", "quotedtweetid",
    ),
    "vendor_sentiment": ("vendorsentiment", "sentiment", "sentimentlabel", "tonality"),
    "ours": ("ours",),
    "answered_at": (
        "answeredat", "repliedat", "replydate", "developerreplydate", "developerresponsedate",
        "developerresponsemodified", "ownerreplydate", "ownerresponsedate", "companyreplydate", "businessreplydate",
    ),
}  # fmt: skip
