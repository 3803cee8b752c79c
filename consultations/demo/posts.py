"""Who works in the demonstration: accounts with a password, a second factor and a post."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.domain.roles import Role
from communities.models import Community, District, Subdistrict, User
from communities.services import offices, staff

BY = "system:demo"
DISTRICT = {"code": "500107", "name_zh": "九龙坡区", "name_en": "Jiulongpo District"}
SUBDISTRICT = {"code": "500107901", "name_zh": "示例街道（虚构）", "name_en": "Sample Sub-district (invented)"}
DEVICE = "demo"
PATIENCE = 10  # steps of half a minute for which a code shown on the demo's page stays good


@dataclass(frozen=True, slots=True)
class Account:
    """An account everybody may use in the demonstration."""

    username: str
    password: str
    full_name: str
    role: Role

    @property
    def is_official(self) -> bool:
        return self.role in (Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL)


CHAIR = Account("chair", "demo-chair", "长石苑 居委会负责人", Role.CHAIR)
CHAIR_SMALL = Account("chair-small", "demo-chair", "其他小区 居委会负责人", Role.CHAIR)
RECORDER = Account("recorder", "demo-recorder", "居委会记录员", Role.RECORDER)
VOLUNTEER = Account("volunteer", "demo-volunteer", "上门志愿者 小陈", Role.VOLUNTEER)
PRINTER = Account("printer", "demo-printer", "街道信件打印员", Role.PRINTER)
SUBDISTRICT_OFFICIAL = Account("subdistrict", "demo-subdistrict", "街道工作人员", Role.SUBDISTRICT_OFFICIAL)
DISTRICT_OFFICIAL = Account("district", "demo-district", "九龙坡区 审查人员", Role.DISTRICT_OFFICIAL)
ACCOUNTS = (CHAIR, RECORDER, CHAIR_SMALL, VOLUNTEER, PRINTER, SUBDISTRICT_OFFICIAL, DISTRICT_OFFICIAL)


@transaction.atomic
def enter_offices(*, at: datetime) -> Subdistrict:
    """The district and its sub-district."""
    district = offices.enter_district(**DISTRICT, by=BY, at=at)
    return offices.enter_subdistrict(district_id=district.pk, **SUBDISTRICT, by=BY, at=at)


@transaction.atomic
def open_accounts(subdistrict: Subdistrict, *, at: datetime) -> None:
    """Every account there is not yet, the officials with their posts."""
    for account in ACCOUNTS:
        if not User.objects.filter(username=account.username).exists():
            _open(account, at=at)
    appoint(SUBDISTRICT_OFFICIAL, subdistrict, at=at)
    appoint(DISTRICT_OFFICIAL, subdistrict.district, at=at)


def appoint(account: Account, where: Community | Subdistrict | District, *, at: datetime) -> None:
    """Give an account its post somewhere."""
    user = User.objects.get(username=account.username)
    staff.grant(user_id=user.pk, role=account.role, where=where, by=BY, at=at)


def signatures(accounts: Iterable[Account] = ACCOUNTS) -> dict[str, str]:
    """How each account signs what it does: username → "user:7"."""
    names = [account.username for account in accounts]
    rows = User.objects.filter(username__in=names).values_list("username", "pk")
    return {username: f"user:{pk}" for username, pk in rows}


def _open(account: Account, *, at: datetime) -> None:
    user = staff.create_official(
        username=account.username,
        password=account.password,
        full_name=account.full_name,
        is_official=account.is_official,
        by=BY,
        at=at,
    )
    TOTPDevice.objects.create(user=user, name=DEVICE, confirmed=True, tolerance=PATIENCE)
