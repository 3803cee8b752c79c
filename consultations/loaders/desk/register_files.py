"""The register file of a community that waits at the desk, and the last one that was taken over."""

from communities.models import Community, RegisterFile


def waiting(community: Community) -> RegisterFile | None:
    """The file that is kept, with its work in the background."""
    return RegisterFile.objects.filter(community=community).kept().select_related("job").order_by("-pk").first()


def last_taken(community: Community) -> RegisterFile | None:
    """The newest file that was taken over."""
    taken = RegisterFile.objects.filter(community=community, applied_at__isnull=False)
    return taken.order_by("-applied_at").first()
