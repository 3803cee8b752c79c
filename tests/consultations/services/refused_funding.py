"""Each refusal about who pays: the stage, what is done before, the act."""

from consultations.domain.funding import Source
from consultations.domain.stages import Stage
from consultations.services.funding import set_funding
from tests.world import CHAIR, YUAN, World

S = Stage


def pays(code: str, **amounts: int) -> object:
    """Money in yuan for a line of the draft."""

    def act(world: World, _: object) -> None:
        line = world.consultation.plans.newest("draft").lines.filter(offered__code=code)[0]
        given = {Source(name): yuan * YUAN for name, yuan in amounts.items()}
        set_funding(line_id=line.pk, amounts=given, by=CHAIR, at=world.at)

    return act


def drawn(world: World) -> object:
    return world.draft()


REFUSED = {
    ("FundingRefused", "nothing_to_pay"): (S.CONSULTING, drawn, pays("M1.01", district=40)),
    ("FundingRefused", "may_not_pay"): (S.CONSULTING, drawn, pays("C3.01", central=56_000)),
    ("FundingRefused", "too_little"): (S.CONSULTING, drawn, pays("C3.01", district=55_999)),
    ("FundingRefused", "too_much"): (S.CONSULTING, drawn, pays("C3.01", district=56_001)),
}
