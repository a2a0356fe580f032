"""Case studies and the projects behind them; what municipalities submit, and its review."""

from practices.models.adaptation import Adaptation
from practices.models.call import Call, CallText
from practices.models.fingerprint import Fingerprint
from practices.models.practice import PracticePage
from practices.models.project import ProjectPage
from practices.models.review_task import ReviewTask, ReviewTaskState
from practices.models.sign_off import SignOff
from practices.models.submission import Submission, Superseded
from practices.models.upload import Upload

__all__ = [
    "Adaptation",
    "Call",
    "CallText",
    "Fingerprint",
    "PracticePage",
    "ProjectPage",
    "ReviewTask",
    "ReviewTaskState",
    "SignOff",
    "Submission",
    "Superseded",
    "Upload",
]
