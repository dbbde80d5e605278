"""A news article written for the tests of the desk, with the traps that real ones set.

Nothing in it was ever said or printed. It counts as written in April 2012, by a paper that there is not.

- curly quotation marks, a nested pair, dashes, an ellipsis, one quotation that closes with two apostrophes
- no-break spaces, where a person who copies or types has plain ones
- a passage that stands there twice, word for word, in the mouths of two people
- a clause that says the contrary without the words before it
- aliases: “Otto Perez”, “Perez”, “Calderon” for names on record with their accents
- dates that are less than a day: “in March”, “recently”, “earlier this year”
- a foreign minister of Venezuela who speaks of something else, and a march that nobody in office leads
"""

from __future__ import annotations

from pathlib import Path

TITLE = "Summit hosts split over drug law"
AUTHOR = "Ana Quiroga"
PUBLISHER = "The Isthmus Ledger"
DATELINE = "CARTAGENA, Colombia"
ISSUED = "2012-04"  # the page says April 2012 and no day
ADDRESS = "https://ledger.example/2012/summit-hosts-split"
# What adding it by hand makes of publisher, date and title.
SLUG = "the-isthmus-ledger-2012-04-summit-hosts-split-over-drug-law"

# Passages that code, each as it stands in the text.
LEGALIZATION_GTM = "the market for these drugs should be legal, taxed and watched by the state,"
NEGATED_CRI = "legalization is the way out"  # “There is no agreement … that” stands before it
TWICE = "No farmer should go to prison for a plant,"  # Perez and Martinelli, in these same words
AID_GTM = "pay half a dollar for every kilo that is burned"
AID_AS_TYPED = "a fund of $ 400 million"  # the text has a no-break space after the $
AID_AS_PRINTED = "a fund of $\u00a0400\u00a0million"
STRATEGY_COL = "Santos has called for a review of the strategy"
ERADICATION_PAN = "Panama will go on pulling up every field that it finds"
STRATEGY_USA = "“The strategy stays,’’ a senior U.S. official said"
OPEN_MEX = "Calderon recently told lawmakers that the debate can no longer be put off"
NOT_A_POSITION = "the price of oil will be on the table whether Washington likes it or not"

PARAGRAPHS = (
    "CARTAGENA, Colombia — Leaders who arrive here this week agree on the guest list and on little "
    "else. The question that divides them is what to do about drugs, and for the first time it has "
    "been asked aloud.",
    "Guatemala’s Otto Perez, a retired general, said in March that “the market for these drugs should "
    "be legal, taxed and watched by the state,” and that his army could not do what a tax office "
    "should. “No farmer should go to prison for a plant,” Perez added.",
    "“There is no agreement in this region, and I doubt that there will be one, that legalization is "
    "the way out,” said Costa Rica’s Laura Chinchilla, who asked colleagues to “listen before they "
    "vote … and to read the report called ‘Ten Lost Years’ first.”",
    "Perez wants the countries that buy the drugs to pay. At a meeting in March he proposed a fund of "
    "$\u00a0400\u00a0million a year, and said that consumers should “pay half a dollar for every kilo that "
    "is burned” on the way north.",
    "The host is careful. Colombian President Juan Manuel Santos has called for a review of the "
    "strategy that his country has followed for thirty years, without saying what should come after "
    "it. Mexico’s Felipe Calderon recently told lawmakers that the debate can no longer be put off.",
    "Others will not move. Panama will go on pulling up every field that it finds, President Ricardo "
    "Martinelli said earlier this year. But he used the words of his neighbour when he was asked "
    "about growers: “No farmer should go to prison for a plant,” Martinelli said.",
    "“The strategy stays,’’ a senior U.S. official said on condition of anonymity — and then, asked "
    "whether it worked, asked for another question.",
    "In the streets some two thousand people marched for the freedom to grow. Venezuela’s foreign "
    "minister, who watched them from his hotel, told reporters that “the price of oil will be on the "
    "table whether Washington likes it or not,” and did not speak of drugs at all.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"

# The same report as another paper printed it: shortened, and with its own first sentence.
RETOLD = "\n\n".join(
    (
        "CARTAGENA — The summit opens with a quarrel about drugs, in the open for once.",
        *PARAGRAPHS[1:4],
        *PARAGRAPHS[5:7],
    )
)

PAGE = f"""<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>{TITLE} | {PUBLISHER}</title>
  <link rel="canonical" href="{ADDRESS}">
  <meta property="og:title" content="{TITLE}">
  <meta property="og:site_name" content="{PUBLISHER}">
  <meta property="article:published_time" content="{ISSUED}">
  <meta name="author" content="{AUTHOR}">
  <script>document.title = "taken over"; fetch("https://tracker.invalid/seen");</script>
</head>
<body>
  <nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/subscribe">Subscribe for $ 1 a week</a></nav>
  <article>
    <h1>{TITLE}</h1>
    <p class="byline">By {AUTHOR}</p>
    <img src="https://tracker.invalid/pixel.png" alt="">
    {"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
  </article>
  <aside><h2>Most read</h2><p>Ten beaches that you must see before the rains</p></aside>
  <footer>© {PUBLISHER}. All rights reserved.</footer>
</body>
</html>
"""


def uploaded(folder: Path, *, encoding: str = "utf-8") -> Path:
    """The page as a file that a browser can hand in."""
    path = folder / "article.html"
    path.write_bytes(PAGE.encode(encoding))
    return path
