"""Which lines are page furniture: lists of patterns, matched against whole lines without regard to case."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

Patterns = Callable[[], tuple[re.Pattern[str], ...]]

MAX_LENGTH = 300  # characters; nothing longer is furniture
NETWORKS = (
    "facebook|twitter|x|instagram|youtube|whatsapp|telegram|tiktok|linkedin|pinterest|reddit|threads|bluesky|weibo"
)
BUTTONS = "print|e-?mail|copy(?: link)?|link|save|bookmark|rss|menu|search|log ?in|sign in|home"
AGENCIES = (
    r"(?:\w+ )?getty(?: images)?|(?:the )?associated press|ap(?: photo)?|afp|reuters|epa(?:-efe)?|imago(?: images)?|"
    r"shutterstock|pa(?: images| wire| media)?|press association|usa today(?: sports)?|xinhua|zuma(?: press)?|nurphoto|"
    r"icon sportswire|bongarts|anp|dpa|tass|kyodo(?: news)?|alamy|allsport|action images|ntb|belga|ansa|"
    r"rex(?: features)?|wikimedia(?: commons)?"
)
PICTURE = "(?:photo(?:graph)?|image|picture|pic|foto)"


def _whole(*patterns: str, end: str = "") -> Patterns:
    """Put off compiling them, which takes longer than importing the rest of this room, until a text is cleaned."""
    return cache(lambda: tuple(re.compile(rf"(?:{pattern}){end}", re.IGNORECASE) for pattern in patterns))


# A photographer and an agency on a line of their own.
CREDITS = _whole(
    rf"[^\W\d][\w.'’-]*(?: [\w.'’-]+){{0,4}}\s?(?:/|\|| via )\s?(?:[\w.'’ -]+\s?(?:/| via )\s?)?(?:{AGENCIES})",
    rf"(?:{AGENCIES})(?:\s?(?:/|\|| via )\s?(?:[\w.'’-]+ ?){{1,5}})?",
    rf"(?:{PICTURE}|credit)s?(?: ?credits?| ?courtesy| ?source)? ?:.{{0,80}}[^.!?]",
    rf"{PICTURE}s? (?:by|courtesy of) (?-i:[A-Z]).{{0,80}}",
    r"(?:©|\(c\)|copyright\b).{0,160}",
    r"(?:\w+ ){0,3}all rights reserved.{0,80}",
)
# An agency we do not know, where the line stands alone; "Oslo / Norway" is none, nor is a pair of two full names.
LONE_CREDIT = re.compile(
    r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}/[A-Z]\w+(?: (?:Images|Press|Photos?|Pictures|Agency|Sports?|News))?"
)
INLINE_CREDIT = re.compile(
    rf"\s?[(\[](?:{PICTURE}s?(?: ?credit)?(?: ?:| by )[^()\[\]]{{1,100}}|[^()\[\]/]{{1,60}}/(?:{AGENCIES}))[)\]]",
    re.IGNORECASE,
)

# One line that goes alone. Patterns are matched against the whole line.
LINES = _whole(
    r"share(?: (?:this|on|via)(?: [\w ]{1,40})?| (?:article|story))?",
    r"(?:read|see|find out|learn|show|view|load) more(?: stories| news)?\s*[.…»>→]*",
    r"read more\s*(?:[:»>→…|–-].{0,200}|(?:about|on|at) .{1,120})",
    r"read (?:also|next|the full (?:story|article|report))\b.{0,160}",
    r"(?:also read|see also|more|related|recommended|watch|listen|video|gallery|in pictures)\s?:.{0,200}[^.!?]",
    r"(?:tags?|filed under|categories|keywords)\s?:.{0,200}[^.!?]",
    r"(?:continue|keep) reading.{0,100}",
    r"(?:paid )?advertise?ments?|sponsored(?: content)?|promoted(?: content)?",
    r"\d+ min(?:ute)?s?(?: to)? read|\d+ (?:comments?|shares?|likes?|views?)|comments? \(\d+\)",
    rf"(?:(?:{NETWORKS}|{BUTTONS})[\s/|,·•]*){{1,12}}",
    r"(?:please )?subscribe(?:$| (?:now|here|today)\b.{0,160}| (?:to|for) (?:our|the|my|this)\b.{0,200})",
    r"sign up(?:$| (?:now|here|today)\b.{0,160}| (?:to|for) (?:our|the|my)\b.{0,200})",
    rf"follow us\b.{{0,120}}|follow @.{{1,120}}|follow .{{1,80}} on (?:{NETWORKS}).{{0,80}}",
    r"(?:like|find|join) us on .{1,120}",
    r"(?:download|get) (?:our|the) .{0,60}\bapps?\b.{0,120}",
    r"click (?:here|on the links?)\b.{0,160}",
    r"for (?:more|further) (?:information|details|news),? (?:please )?(?:visit|contact|see|go to)\b.{0,160}",
    r"(?:back to|go to|scroll to) (?:the )?top|skip to (?:main )?content|jump to .{1,30}",
    r"(?:we|(?:this|our) (?:web ?)?site|our partners|we and our partners) uses? cookies\b.{0,240}",
    r"(?:by (?:continuing|using)|please accept|accept(?: all)?|manage|reject(?: all)?)\b.{0,60}\bcookies\b.{0,200}",
    r"cookie (?:policy|settings|preferences|notice)|privacy policy|terms (?:of|and) (?:use|service|conditions)",
    r"-+ ?ends? ?-+|\(?ends\)?|#{3,}|\*{3,}|[-_=~ ]{3,}",
)

# A line that opens a section of furniture: what follows it goes too, up to the next paragraph or list of the report.
SECTIONS = _whole(
    r"social media(?: (?:links|channels|accounts))?|on social media",
    r"(?:follow|find|like|join) us(?: on .{1,60})?",
    r"stay (?:connected|in touch|up[ -]to[ -]date|informed)(?: .{1,80})?",
    r"what(?:['’]s| is) next|(?:up|coming|on) next|next up|coming up",
    r"related(?: (?:articles?|stories|links|content|topics|news|reading|coverage|posts|videos))?",
    r"more (?:on this (?:story|topic)|stories|news|articles|like this)",
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in)",
    r"(?:most|also) (?:read|popular|viewed|watched)|top stories|latest (?:news|stories|articles)",
    r"trending(?: now)?|editor['’]s picks?",
    r"recommended(?: (?:for you|stories|reading))?|don['’]t miss|further reading|see also|read (?:also|more|next)",
    r"(?:our )?newsletters?|podcasts?|(?:useful |external |quick )?links|downloads?",
    r"(?:[\w-]+ ){0,4}web ?(?:site|page)s?(?=:)",
    r"notes? (?:to|for) editors|(?:press|media) (?:contacts?|enquiries|inquiries)|contact(?: us)?",
    r"comments|leave a (?:reply|comment)|join the (?:conversation|discussion)|share this(?: (?:article|story))?",
    end=r"\s*[:?!.…]*",
)

ABOUT = re.compile(r"about (?P<name>us|this (?:site|website|publication)|(?:the )?\S.{0,80}?)\s*:?", re.IGNORECASE)
ORGANISATION = re.compile(
    r"\b(?:union|federation|association|committee|organi[sz]ation|foundation|society|agency|media|news|magazine|network|"
    r"company|publish\w*|website|web site|inc|ltd|gmbh|corporation|governing body|journal|broadcaster|newspaper)\b",
    re.IGNORECASE,
)

ADDRESS = r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|(?-i:[a-z]{2}))(?:\.[a-z]{2})?(?:/\S*)?"
HANDLE = re.compile(rf"(?:[@#][\w.]+|{ADDRESS}|[/|,;·•&+-]+|and|or)", re.IGNORECASE)
NAMED_HANDLE = re.compile(r"@[\w.]+(?: [\w.]+){0,3}")
CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d\b.{0,20}\b(?:local|time|gmt|utc|cet|am|pm|h)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.I,
)
