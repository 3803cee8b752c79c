"""The polling booth: one voice before one round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from communities.access import helper_of, is_represented, strength_of
from communities.models import Community, Credential, RollEntry
from consultations.access import entry_for, home_for, round_of
from consultations.domain.filling import Filled
from consultations.domain.phases import Phase
from consultations.loaders.homes import own_voice
from consultations.loaders.paper import Line, Sheet, sheet
from consultations.loaders.progress import Progress, progress
from consultations.loaders.remarks import of_voice
from consultations.loaders.rounds import phase_of
from consultations.loaders.settings import needs_second_factor
from consultations.models import Remark, Round
from consultations.services.casting import Said
from renewal_portal.ledger.clock import now

PRIORITIES = "priorities"


@dataclass(frozen=True)
class Booth:
    """Everything the pages of a ballot share; what a page does not need is not read."""

    request: HttpRequest
    credential: Credential
    round: Round
    entry: RollEntry
    at: datetime
    home: int | None = None  # the unit, where a home's owner who lives elsewhere answers for it

    @cached_property
    def sheet(self) -> Sheet:
        return sheet(self.round, self.entry)

    @cached_property
    def progress(self) -> Progress:
        return progress(self.round, self.entry, of_owner=self.home is not None)

    @cached_property
    def filled(self) -> Filled:
        return self.progress.filled(lambda: self.sheet.untouched)

    @cached_property
    def remarks(self) -> Mapping[int, Remark]:
        """The voice's words to the committee by question; a decision has none."""
        return of_voice(self.round, self.entry, by_owner=self.home is not None) if self.is_selection else {}

    @cached_property
    def shut(self) -> str:
        """Why nothing can be filled in here now; empty while it can."""
        if self.represented:
            return "represented"
        phase = phase_of(self.round, self.at)
        if phase is not Phase.OPEN:
            return phase.value
        if self.progress.on_paper:
            return "paper"
        district = self.community.subdistrict.district.code
        if needs_second_factor(kind=self.round.kind, district=district, strength=self.strength, at=self.at):
            return "weak"
        begun = self.progress.draft or self.progress.cast  # then there is a paper, and it need not be read to know it
        return "" if begun or self.sheet.lines else "nothing"

    @property
    def community(self) -> Community:
        return self.round.consultation.community

    @property
    def is_selection(self) -> bool:
        return bool(self.round.kind == "selection")

    @cached_property
    def represented(self) -> bool:
        """Is this a co-owner, whose named representative casts the ballot?"""
        return is_represented(self.credential)

    @cached_property
    def acts(self) -> str:
        """Who acts, as ballots and events name a voice: for another's home, the owner's own."""
        return f"voice:{self.entry.pk if self.home is None else own_voice(self.round, self.credential)}"

    @property
    def one_by_one(self) -> bool:
        """Readers of large text see one question a page."""
        return self.request.COOKIES.get("elder") == "1"

    @property
    def strength(self) -> str:
        """How sure the portal is of who votes here: the letter's strength, or more in this session."""
        return strength_of(self.request, self.credential)

    @property
    def helper(self) -> str:
        return helper_of(self.request)

    @cached_property
    def pages(self) -> tuple[tuple[int, ...], ...]:
        return tuple((line.number,) for line in self.sheet.lines) if self.one_by_one else self.sheet.pages

    @property
    def wanted(self) -> list[Line]:
        return [line for line in self.sheet.lines if line.number in self.filled.wanted]

    @property
    def signed(self) -> dict[str, Any]:
        """Which ballot in which round, and who acts: what every service of casting is told."""
        return self.ballot | {"by": self.acts, "at": self.at}

    @property
    def ballot(self) -> dict[str, Any]:
        """Which ballot: of the voice itself, or of its owner for the home."""
        return {"round_id": self.round.pk, "entry_id": self.entry.pk, "by_owner": self.home is not None}

    @property
    def _where(self) -> list[Any]:
        home = [self.home] if self.home is not None else []
        return [self.community.slug, self.round.number, *home]

    def url(self, name: str, item: int | str = "") -> str:
        way = reverse(name, args=self._where)
        return f"{way}?{urlencode({'item': item})}" if item else way

    def remark_url(self, item: int) -> str:
        """Where a word about an item is written."""
        return reverse("ballot_remark", args=[*self._where, item])

    @property
    def proof_url(self) -> str:
        """Where a letter alone is not enough: to the proof, and back to this ballot."""
        return f"{reverse('phone_code')}?{urlencode({'next': self.url('ballot')})}"

    def page_url(self, index: int) -> str:
        """A page of the ballot; with one question a page, straight to its beginning."""
        return self.url("ballot", self.pages[index][0]) + ("#step" if self.one_by_one else "")

    def context(self, **more: Any) -> dict[str, Any]:
        return more | {
            "booth": self,
            "round": self.round,
            "community": self.community,
            "progress": self.progress,
            "here": self.url("ballot"),
            "receipt_url": self.url("receipt"),
            "confirm_url": self.url("ballot_confirm"),
        }


def enter(request: HttpRequest, slug: str, number: int, home: int | None = None) -> Booth:
    """The booth of the signed-in letter, or of an owner's for a ``home`` of theirs in which others live. Raises Http404
    where the letter has no voice."""
    credential: Credential = request.credential  # type: ignore[attr-defined]
    round = round_of(slug, number)
    entry = entry_for(credential, round) if home is None else home_for(credential, round, home)
    return Booth(request, credential, round, entry, now(), home)


def leading_to(request: HttpRequest, url: str) -> HttpResponse:
    """On to another page, also where only a part of this one was asked for."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)  # type: ignore[attr-defined]


def said(filled: Filled) -> Said:
    return Said(filled.answers, filled.choices)
