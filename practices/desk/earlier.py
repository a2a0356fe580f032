"""The texts that gave way to others: kept, and shown to those who may need them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.decorators import MemberRequest
from practices.answers.labels import label_of
from practices.desk.doors import of_own_city
from practices.desk.readable import rows_of
from practices.models import Submission
from practices.submissions.drafts import earlier_texts


@of_own_city
@require_safe
def earlier(request: MemberRequest, submission: Submission) -> HttpResponse:
    """Every text that stands in no field any more, the latest first."""
    texts = [
        {"label": label_of(text.path), "rows": rows_of(text.path, text.text), "kept": text}
        for text in earlier_texts(submission)
    ]
    return render(
        request, "desk/submissions/earlier.html", {"submission": submission, "texts": texts}
    )
