"""The conversation of one open page: questions, each shown at once and answered in its order.

How it looks is left to web/markup.py, when it happens to web/conversation.py.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from qa.account import Account
from qa.answer import Answer
from qa.exhibit import places_in
from qa.request import BadRequest, check_question
from web import markup
from web.cites import Cite, cite_of
from web.desk import SharedDesk

LONGEST = 500  # characters that fit into the question box
REMEMBERED = 20  # earlier questions that a follow-up may lean on

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Turn:
    """A question and the markup of what was said to it, which is empty while it is looked for."""

    question: str
    said: str = ""
    understood: bool = False  # so that later questions may lean on it


class Talk:
    """A conversation. The events of its page share and change it; some may run while another waits for an answer."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []

    def __bool__(self) -> bool:
        return bool(self._turns)

    def pose(self, questions: Iterable[str]) -> None:
        """Put questions behind those that were asked; `answer` comes after it."""
        self._turns.extend(Turn(question[:LONGEST]) for question in questions)

    def clear(self) -> None:
        """Begin anew. What is being answered meanwhile is not said any more."""
        self._turns.clear()

    def messages(self) -> list[dict[str, str]]:
        """Return the conversation as the chat takes it."""
        messages = []
        for turn in list(self._turns):
            messages.append({"role": "user", "content": markup.question(turn.question)})
            if turn.said:
                messages.append({"role": "assistant", "content": turn.said})
        return messages

    def understood(self) -> list[str]:
        """Return the questions that a follow-up may lean on, oldest first."""
        return [turn.question for turn in self._turns if turn.understood][-REMEMBERED:]

    def answer(self, desk: SharedDesk, language: str) -> str | None:
        """Answer the questions that wait; return the cards of what the last answer leads to, or None without any.

        For one caller at a time.
        """
        cards = None
        for turn in [turn for turn in self._turns if not turn.said]:
            cards = self._answer(turn, desk, language)
        return cards if self else None

    def _answer(self, turn: Turn, desk: SharedDesk, language: str) -> str | None:
        context = self.understood()
        try:
            question = check_question(turn.question)
            account = desk.account(question, context=context)
        except BadRequest as error:
            turn.said = markup.trouble(str(error), language=language)
            return None
        except Exception:  # whatever it was, the page has to say that no answer will come
            log.exception("The question %r could not be answered", turn.question)
            turn.said = markup.trouble("Podium failed at this question. Its log says why.", language=language)
            return None
        turn.question, turn.understood = question, True
        turn.said = markup.reply(account, context=context, language=language)
        return markup.cards(_shown(account), desk.article, language=language)


def _shown(account: Account) -> list[Cite]:
    """Return all the places that an answer leads to, as the panel shows them together."""
    reply = account.reply
    more = places_in(reply.exhibits, reply.disputes) if isinstance(reply, Answer) else ()
    return list(dict.fromkeys(cite_of(citation) for citation in (*reply.citations, *more)))
