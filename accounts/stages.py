"""The second step while signing in: ours, unless the directory has just asked one."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse

from accounts.second_step import BY_DIRECTORY, note_second_step

# What the answer of the directory leaves on the request that brought it: for whom it vouched.
VOUCHED_FOR = "directory_vouched_for"


class SecondStep(AuthenticateStage):
    """Asked of everybody who has one."""

    request: HttpRequest

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Nothing more to ask of whom the directory asked it."""
        user = self.login.user
        if user is not None and getattr(self.request, VOUCHED_FOR, None) == user.pk:
            note_second_step(self.request, user, by=BY_DIRECTORY)
            return None, True
        answer: tuple[HttpResponse | None, bool] = super().handle()
        return answer
