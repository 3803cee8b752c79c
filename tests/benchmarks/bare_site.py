"""A site of one view that a voter could be served by, without any promise: session, CSRF, one upsert, a line in a log.

Four queries: the session, the two of Django's upsert, the line.
"""

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path


class Ballot(models.Model):
    voice = models.BigIntegerField(unique=True)
    answers = models.TextField()
    cast_at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "bare"


class LogLine(models.Model):
    what = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"


@transaction.atomic
def confirm(request: HttpRequest) -> HttpResponse:
    """Whatever was sent is the ballot of whoever is signed in."""
    voice = request.session["credential"]
    Ballot.objects.update_or_create(voice=voice, defaults={"answers": request.POST["answers"]})
    LogLine.objects.create(what=f"ballot of {voice} cast")
    return redirect("/receipt/")


urlpatterns = [path("confirm/", confirm)]
