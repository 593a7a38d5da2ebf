"""The templates by what is asked; for one kind of question they are tried in this order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Draft
from qa.query import Query
from qa.templates.agreement import agreement
from qa.templates.comparisons import compare
from qa.templates.counting import how_many
from qa.templates.courses import course, distance
from qa.templates.goals import goal_count, scored_when, scorer
from qa.templates.judgements import yes_no
from qa.templates.margins import margin
from qa.templates.opponents import opponent
from qa.templates.persons import age
from qa.templates.places import everyone, place, podium, result
from qa.templates.reasons import why
from qa.templates.records import before, holder, value
from qa.templates.roles import role
from qa.templates.sayings import said, who_said
from qa.templates.scores import decided, score
from qa.templates.settings import when, where
from qa.templates.standings import final_standings, standings
from qa.templates.stories import happened, who_fell
from qa.templates.teams import line_up, team
from qa.templates.times import time

Template = Callable[[Query, Archive], Draft | None]

TEMPLATES: Mapping[Asks, tuple[Template, ...]] = {
    Asks.PLACE: (decided, role, place, final_standings),
    Asks.LIST: (everyone,),
    Asks.PODIUM: (podium, place),
    Asks.RESULT: (course, role, score, result, final_standings),
    Asks.TIME: (scored_when, time),
    Asks.MARGIN: (margin, standings),
    Asks.RECORD_HOLDER: (holder,),
    Asks.RECORD_VALUE: (value,),
    Asks.RECORD_BEFORE: (before,),
    Asks.LINE_UP: (scorer, role, line_up),
    Asks.TEAM: (role, team),
    Asks.WHEN: (scored_when, when),
    Asks.WHERE: (course, where),
    Asks.HAPPENED: (score, happened),
    Asks.WHY: (why,),
    Asks.WHO_SAID: (who_said,),
    Asks.SAID: (said,),
    Asks.INCIDENT: (who_fell,),
    Asks.AGE: (age,),
    Asks.YES_NO: (yes_no,),
    Asks.HOW_MANY: (goal_count, how_many),
    Asks.COMPARE: (compare,),
    Asks.OPPONENT: (opponent,),
    Asks.LEADER: (standings,),
    Asks.DISTANCE: (distance,),
    Asks.AGREEMENT: (agreement,),
    Asks.WHO: (scorer, role),
    Asks.OTHER: (scorer, scored_when, score, role),
}
