"""Which judge decides about which kind of claim."""

from __future__ import annotations

from collections.abc import Callable

from qa.check.duels import judge_beat, judge_score
from qa.check.feats import judge_record
from qa.check.happenings import judge_age, judge_goal, judge_incident, judge_standing
from qa.check.judgement import Judgement
from qa.check.margins import judge_margin
from qa.check.places import judge_mark, judge_place
from qa.check.races import Races
from qa.check.records import ClaimKind
from qa.check.sayings import judge_quote, judge_speaker
from qa.check.statements import Statement
from qa.check.teams import judge_line_up, judge_role, judge_team

JUDGES: dict[ClaimKind, Callable[[Statement, Races], Judgement]] = {
    ClaimKind.WINNER: judge_place,
    ClaimKind.PLACE: judge_place,
    ClaimKind.MEDAL: judge_place,
    ClaimKind.MARK: judge_mark,
    ClaimKind.MARGIN: judge_margin,
    ClaimKind.BEAT: judge_beat,
    ClaimKind.SCORE: judge_score,
    ClaimKind.LINE_UP: judge_line_up,
    ClaimKind.TEAM: judge_team,
    ClaimKind.ROLE: judge_role,
    ClaimKind.GOAL: judge_goal,
    ClaimKind.RECORD: judge_record,
    ClaimKind.INCIDENT: judge_incident,
    ClaimKind.STANDING: judge_standing,
    ClaimKind.AGE: judge_age,
    ClaimKind.QUOTE: judge_quote,
    ClaimKind.SPEAKER: judge_speaker,
}
