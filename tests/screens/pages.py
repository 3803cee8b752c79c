"""Which pages are pictured, and who looks at them."""

from dataclasses import dataclass

from django.urls import reverse

from consultations.models import Notice, Objection, Plan, Question, Remark, Review

LARGE = "changshiyuan"


@dataclass(frozen=True)
class Page:
    """A page by its address; ``viewer``: nobody, a letter ("owner" or "household" with slug and door) or an account."""

    name: str
    address: str
    viewer: str = ""


def pages() -> list[Page]:
    """Every page worth a look, each where it has most to show."""
    return [*_public(), *_resident(), *_desk(), *_offices()]


def _public() -> list[Page]:
    plan = Plan.objects.filter(consultation__community__slug="guizi").latest("number")
    notice = Notice.objects.get(consultation__community__slug="guizi", kind="plan")
    return [
        Page("home", reverse("home")),
        Page("community-selecting", reverse("community", args=[LARGE])),
        Page("community-on-notice", reverse("community", args=["guizi"])),
        Page("menu", reverse("menu", args=[LARGE])),
        Page("round-open", reverse("round", args=[LARGE, 1])),
        Page("remarks", reverse("remarks", args=[LARGE, 1, _written_about(LARGE)])),
        Page("round-counted", reverse("round", args=["guizi", 2])),
        Page("plan", reverse("plan", args=["guizi", plan.number])),
        Page("notice", reverse("notice", args=["guizi", notice.pk])),
        Page("object", reverse("object", args=["guizi", notice.pk])),
        Page("receipt-check", reverse("receipt_check")),
        Page("verify", reverse("verify")),
        Page("privacy", reverse("privacy")),
        Page("demo", reverse("demo")),
        Page("demo-clock", reverse("demo_clock")),
        Page("sign-in", reverse("sign_in")),
        Page("staff-sign-in", reverse("staff_sign_in")),
    ]


def _resident() -> list[Page]:
    household, owner, co_owner = f"household {LARGE} 3-2-602", "owner shiliu 1-2-202", "co_owner shiliu 1-2-202"
    voted = "owner guizi 1-1-301"
    ballot = reverse("ballot", args=[LARGE, 1])
    return [
        Page("my", reverse("my"), household),
        Page("my-owner", reverse("my"), owner),
        Page("my-co-owner", reverse("my"), co_owner),
        Page("my-roll", reverse("my_roll"), owner),
        Page("my-records", reverse("my_records"), voted),
        Page("my-reminders", reverse("contacts"), household),
        Page("second-proof", reverse("phone_code"), owner),
        Page("dispute", reverse("ballot", args=["shiliu", 2]), co_owner),
        Page("ballot-begin", ballot, household),
        Page("ballot-part", f"{ballot}?item=1", household),
        Page("ballot-word", reverse("ballot_remark", args=[LARGE, 1, 1]), household),
        Page("ballot-priorities", f"{ballot}?item=priorities", household),
        Page("ballot-confirm", reverse("ballot_confirm", args=[LARGE, 1]), household),
        Page("decision-part", reverse("ballot", args=["shiliu", 2]) + "?item=1", owner),
        Page("decision-confirm", reverse("ballot_confirm", args=["shiliu", 2]), owner),
        Page("receipt", reverse("receipt", args=["guizi", 2]), voted),
    ]


def _desk() -> list[Page]:
    objection = Objection.objects.filter(notice__consultation__community__slug="guizi").first()
    sections = ("findings", "roll", "menu", "rounds", "meetings", "plans", "funding", "notices", "objections")
    asked_of = ("corrections", "disputes", "visits", "register")
    return [
        Page("desk", reverse("desk"), "chair-small"),
        Page("desk-todo", reverse("desk_community", args=["guizi"]), "chair-small"),
        Page("desk-words", reverse("desk_remarks", args=[LARGE]), "chair"),
        Page("desk-word-hide", reverse("desk_remark_hide", args=[LARGE, _waiting(LARGE)]), "chair"),
        Page("desk-todo-large", reverse("desk_community", args=[LARGE]), "chair"),
        *(Page(f"desk-{name}", reverse(f"desk_{name}", args=["guizi"]), "chair-small") for name in sections),
        *(
            [Page("desk-answer", reverse("desk_answer", args=["guizi", objection.pk]), "chair-small")]
            if objection
            else []
        ),
        *(Page(f"desk-{name}", reverse(f"desk_{name}", args=["shiliu"]), "chair-small") for name in asked_of),
        Page("desk-reminders", reverse("desk_reminders", args=["shiliu", 2]), "chair-small"),
        Page("desk-reminders-doors", reverse("desk_reminders_doors", args=["shiliu", 2]), "chair-small"),
        Page("desk-register-doors", reverse("desk_register_doors", args=["shiliu"]), "chair-small"),
        Page("desk-doors", reverse("desk_doors", args=["shiliu"]), "chair-small"),
        Page("desk-doors-building", reverse("desk_doors_building", args=["shiliu", "1"]), "chair-small"),
        Page("desk-doors-mark", reverse("desk_doors_building", args=[LARGE, "3"]) + "?mark=letter", "chair"),
        Page("desk-doors-walkers", reverse("desk_doors_walkers", args=[LARGE]), "chair"),
        Page("desk-works", reverse("desk_works", args=["yinxing"]), "chair-small"),
    ]


def _written_about(slug: str) -> int:
    """The number of the first question of a selection about which somebody wrote."""
    written = Question.objects.filter(round__consultation__community__slug=slug, remarks__isnull=False)
    return written.order_by("number")[0].number


def _waiting(slug: str) -> int:
    """A word that nobody has read."""
    return Remark.objects.waiting().filter(question__round__consultation__community__slug=slug)[0].pk


def _offices() -> list[Page]:
    review = Review.objects.get(consultation__community__slug="yutong")
    return [
        Page("offices", reverse("admin:index"), "district"),
        Page("drawings", reverse("admin:ledger_jobgroup_changelist"), "district"),
        Page("review-queue", reverse("admin:consultations_review_changelist"), "district"),
        Page("review", reverse("admin:consultations_review_change", args=[review.pk]), "district"),
    ]
