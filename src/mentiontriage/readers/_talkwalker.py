"""What Talkwalker calls its counts, in CSV and in JSON alike: those of each network apart, with a 0 in all others.

`reach` is Talkwalker's estimate and not a count of views, so it is left alone.
"""

OF_SOURCE = "source_extended_attributes"
OF_ARTICLE = "article_extended_attributes"
COUNTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "followers": (OF_SOURCE, ("twitter_followers", "instagram_followers", "facebook_followers", "pinterest_followers")),
    "replies": (OF_ARTICLE, ("num_comments",)),
    "reposts": (OF_ARTICLE, ("twitter_retweets", "twitter_shares", "facebook_shares", "linkedin_shares")),
    "likes": (
        OF_ARTICLE,
        ("twitter_likes", "instagram_likes", "facebook_likes", "facebook_reactions_total", "youtube_likes"),
    ),
    "views": (OF_ARTICLE, ("youtube_views",)),
}
"""Where each of our counts stands, and by which names, the best first."""
