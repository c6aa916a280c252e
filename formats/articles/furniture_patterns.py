"""The lines that web pages leave between an article's own: one readable table, English first.

A line counts only when a pattern covers it from its first to its last character (the blanks
around it apart), so that prose which merely begins like furniture stays untouched.
"""

import re

LONGEST_LINE = 220
"""No line longer than this (in code points) is furniture of the kinds below."""

_SEPARATOR = r"(?: ?[·•|/,:–—-] ?| +)"
_NETWORK = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|pinterest|reddit|telegram|tumblr|e-?mail|messenger|"
    r"instagram|bluesky|threads|flipboard|pocket|copy link|print|sms|line|youtube|rss)"
)
# The longer ones first, since the first that fits is taken.
_ACTION = (
    r"(?:listen \(\d+ min(?:utes?)?\)|share (?:this )?(?:article|story|page|post)|share this|"
    r"save (?:article|for later)|copy link|\d+ min(?:ute)?s? read|"
    r"shares?|saved?|likes?|comments?|tweets?|retweets?|views?|reads?|listen|print|bookmark)"
)
_COUNT = r"(?:\(?\d[\d.,]*[kKmM]?\)?)"
# Atomic: 'share 1 share 1 ...' can be parted in many ways, and one must do.
_PART = rf"(?>{_ACTION}(?: {_COUNT})?|{_COUNT} {_ACTION}|{_COUNT}|(?:share )?(?:on |via |to |by )?{_NETWORK})"
_EMOTION = (
    r"(?:like|dislike|love|funny|haha|wow|sad|angry|happy|cool|care|surprised|bored|excited|"
    r"thumbs up|thumbs down|useful|not useful)"
)
_LETTER = r"(?:newsletters?|inbox|e-?mails? (?:alerts?|updates?|list)|mailing list|daily briefing|bulletin)"
_MEDIUM = r"(?:newsletters?|channel|page|feed|alerts?|notifications?|podcast)"

# (the reason: `cut_<reason>` in the words of formats, the pattern of the whole line)
_TABLE: tuple[tuple[str, str], ...] = (
    ("share", r"0 0|\d+(?:\.\d)?[kKmM] \d+(?:\.\d)?[kKmM]?"),
    ("share", rf"(?:share|save|listen|print|tweet|bookmark|copy link)(?:{_SEPARATOR}{_PART})*+:?"),
    ("share", rf"{_COUNT} (?:shares|comments|likes|views|retweets)(?:{_SEPARATOR}{_PART})*+"),
    ("share", r"share (?:this|on|via)(?: (?:article|story|post|page|with .{1,40}|" + _NETWORK + r"))?:?"),
    ("share", rf"{_NETWORK}(?:{_SEPARATOR}{_NETWORK}){{1,9}}+"),
    ("share", r"(?:click to )?(?:share|e-?mail|print)(?: .{1,40})? \(opens in new window\).*"),
    ("reactions", r"what(?:'|’)?s your reaction\W*|what is your reaction\W*|how do you feel about this\W*"),
    ("reactions", rf"{_EMOTION}(?: {_EMOTION})? {_COUNT}"),
    ("reactions", rf"{_EMOTION}(?: ?[·|] ?| ){_EMOTION}(?:(?: ?[·|] ?| ){_EMOTION})*+(?: {_COUNT})?"),
    ("clock", r"(?:last )?(?:updated|published|posted|modified):?\s+(?:about )?(?:an?|\d+) (?:second|minute|min|hour|hr|day|week|month|year)s? ago\.?"),
    ("clock", r"(?:about )?(?:an?|\d+) (?:second|minute|min|hour|hr|day|week|month)s? ago"),
    ("clock", r"\d{1,3} ?(?:min|minute)s?[- ]read(?:ing time)?|reading time:? \d{1,3} ?min(?:ute)?s?"),
    ("comments", r"leave a (?:reply|comment)(?: to .{1,40})?(?:\W+cancel reply)?\W*"),
    ("comments", r"(?:leave a reply\W+)?your (?:e-?mail )?address will not be published\..{0,60}"),
    ("comments", r"required fields are marked ?\*?\.?"),
    ("comments", r"save my name, e-?mail,? (?:and|&) website.{0,80}"),
    ("comments", r"(?:post|add|write|submit|view|show|hide|load|read|see)(?: (?:a|your|all|more))? comments?\W*(?:\(\d+\))?"),
    ("comments", r"comments?\s*[(:]?\s*\d[\d,]*\s*\)?|no comments(?: yet)?\.?|(?:\d[\d,]*|one|be the first to) comments?"),
    ("comments", r"be the first to comment\W*|comments are closed\.?|join the (?:conversation|discussion)\W*"),
    ("comments", r"you must be (?:logged|signed) in to (?:post|leave|write) a (?:comment|reply)\.?"),
    ("comments", r"name ?\*|e-?mail(?: address)? ?\*|website ?\*?(?= *$)|comment ?\*"),
    ("shop", r"shop (?:now|the (?:look|sale|collection)|amazon .{1,80}|our .{1,60})\W*"),
    ("shop", r"(?:click|tap) (?:here )?to (?:buy|order|shop|purchase)\b.{0,60}|buy (?:now|it now|on amazon|from amazon).{0,40}"),
    ("shop", r"[^.?!]{0,90}\b\d{1,2} ?(?:%|percent) off\b[^.?!]{0,40}\b(?:shop|store|sale|today|now)\W*|save \d{1,2} ?(?:%|percent)\b[^.?!]{0,60}"),
    ("shop", r"[^.?!]{0,90}\bas an amazon associate\b.{0,100}"),
    ("newsletter", rf"(?:sign|signed) up (?:for|to|here|now|today)?\b[^.?!]{{0,70}}\b{_LETTER}[^.?!]{{0,50}}[.!]?"),
    ("newsletter", rf"subscribe (?:to|for|now)?\b[^.?!]{{0,60}}\b{_LETTER}[^.?!]{{0,50}}[.!]?"),
    ("newsletter", rf"(?:(?:enjoying|like|liked|love|loved|enjoyed) (?:this|the|what) [^.?!]{{1,40}}[?.!]\s*)?(?:get|receive|have) [^.?!]{{1,60}} (?:in|to|into|delivered to|straight to|sent to) your {_LETTER}\b[^.?!]{{0,60}}[.!]?"),
    ("newsletter", r"(?:enter )?your e-?mail(?: address)?(?: here)?\W*|email address:?"),
    ("newsletter", rf"(?:follow|join) (?:us|our) (?:on .{{1,60}}|(?:\w+ )?{_MEDIUM}.{{0,40}})"),
    ("subscribe", r"(?:already a (?:subscriber|member)\W*)?(?:log|sign) in(?: here| now| or register| to continue.{0,40})?\W*"),
    ("subscribe", r"already a (?:subscriber|member)\W+(?:log|sign) in.{0,30}|not a (?:subscriber|member)\W.{0,60}"),
    ("subscribe", r"subscribe(?: (?:now|today|here|for (?:free|full access|unlimited access.{0,40})))?\W*"),
    ("subscribe", r"(?:subscribe|register|sign in|log in) to (?:continue|keep|read)(?: on)? ?(?:reading|more|this (?:article|story))?\W*|continue reading(?: with .{1,40})?\W*"),
    ("cookies", r"(?:we|this (?:web)?site) uses? cookies\b.{0,180}|(?:accept|reject|manage)(?: all)? cookies(?: .{0,30})?|cookie (?:settings|policy|preferences|notice)"),
    ("cookies", r"by (?:continuing|using|clicking) .{1,80}\b(?:cookies|privacy policy|terms of (?:use|service))\b.{0,80}"),
    ("related", r"(?:related|recommended|trending|popular)(?: (?:articles?|stor(?:y|ies)|posts?|news|topics?|coverage|content|reading|videos?|for you|now|links?))?:?"),
    ("related", r"(?:you (?:may|might|may also|might also|'ll|will) (?:also )?(?:like|enjoy|be interested in)|more (?:stories|news|articles|on this(?: story| topic)?|like this|to read)|most (?:read|popular|viewed|shared)|read next|up next|don't miss|what to read next|top stories|latest (?:news|stories))\W*"),
    ("related", r"(?:read (?:more|also|next|this)|see also|also read|related|more from .{1,40}|watch|don't miss|must read):\s.{5,180}"),
    ("related", r"(?-i:READ (?:MORE|ALSO|NEXT)\b.{0,160}|RELATED(?: .{1,150})?|ALSO READ\b.{0,160}|SEE ALSO\b.{0,160})"),
    ("advert", r"[\[(]?(?:advertisement|advertisements|sponsored(?: content| by .{1,40})?|promoted(?: content)?|paid (?:content|post)|ad|ads by .{1,30})[\])]?(?: ?[-–—] ?(?:continue reading|story continues).{0,30})?"),
    ("advert", r"(?:story|article|text) continues (?:below|after)(?: (?:the )?(?:advertisement|ad|video|photo|gallery))?\W*|scroll (?:down )?to continue.{0,40}|skip (?:ad|advert|advertisement|past newsletter.{0,40})"),
    ("copyright", r"(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*\d{4}.{0,140}|.{0,80}\ball rights reserved\b.{0,80}"),
    ("navigation", r"(?:skip|jump) to (?:main )?(?:content|navigation|search|footer)|(?:back|scroll|return) to (?:the )?top|(?:previous|next|prev) (?:article|post|story|page)?(?: [‹›«»→←]?)?|[‹›«»→←] ?(?:previous|next|back)|(?:show|hide|toggle) (?:menu|navigation|search)|main menu|home(?: ?[>›»/] ?[\w &]{2,30}){1,4}"),
)  # fmt: skip

PATTERNS = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _TABLE)

TAIL: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("source_link", re.compile(r"(?:news |article |original )?sources?|via|source link", re.IGNORECASE)),
    ("comments", re.compile(r"users?|guest|name|e-?mail|website|comment", re.IGNORECASE)),
)  # fmt: skip
"""Words that are furniture only after the last paragraph of prose."""


LIST_HEAD = re.compile(
    r"(?:related|recommended|trending|popular|most read|you (?:may|might) also like|read next|"
    r"more (?:stories|news|articles)|top stories|latest (?:news|stories)|more from .{1,40})\b.{0,25}",
    re.IGNORECASE,
)
"""What stands over a list of links to other articles."""


def reason_for(line: str) -> str | None:
    """Why `line`, without the blanks around it, is page furniture; None where it is not."""
    if not line or len(line) > LONGEST_LINE:
        return None
    for reason, pattern in PATTERNS:
        if pattern.fullmatch(line):
            return reason
    return None
