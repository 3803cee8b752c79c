"""The living style page: every component with sample content. Listed only in the demo and while developing."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from renewal_portal.views import style_papers, style_samples
from renewal_portal.views.style_samples import either


class SampleForm(forms.Form):
    """Fields of each kind, sent empty so that their errors show."""

    text = forms.CharField(max_length=80)
    letter = forms.CharField(min_length=10, widget=forms.TextInput(attrs={"class": "code-input"}))
    reason = forms.CharField(widget=forms.Textarea, required=False)
    way = forms.ChoiceField(widget=forms.RadioSelect)
    agreed = forms.BooleanField(required=True)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, label, help_text in style_samples.fields():
            self.fields[name].label = label
            self.fields[name].help_text = help_text
        self.fields["way"].choices = style_samples.ways()  # type: ignore[attr-defined]


def style_page(request: HttpRequest) -> HttpResponse:
    """Every component once, in the language of the reader."""
    sent = SampleForm({"sample-letter": "7K2M"}, prefix="sample")
    context = {
        "community": style_samples.community(),
        "signed_in": style_samples.signed_in(),
        "base": "base_staff.html" if "desk" in request.GET else "base.html",
        "title": either("样式页", "Style page"),
        "pages": Paginator(range(240), 20).page(int(request.GET.get("page", 4))),
        "sample_form": sent,
        **style_samples.samples(),
        **style_papers.samples(),
    }
    return render(request, "style.html", context)
