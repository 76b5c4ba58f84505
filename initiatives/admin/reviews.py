"""In /beheer/: the half-yearly look at accounts from outside, and who may what as a list for a spreadsheet."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Review, User
from accounts.sessions import end_sessions
from initiatives.looking import note_look
from initiatives.models.access import Looked
from initiatives.views.sheets import csv_lines
from kernen.admin.people import AccountAdmin
from kernen.reviews import outsiders, review, who_may_what


class ReviewedAccountAdmin(AccountAdmin):
    """Accounts, with a look at them twice a year."""

    def get_urls(self) -> list[URLPattern]:
        """Four more pages."""
        enter = self.admin_site.admin_view
        return [
            path("beoordeling/", enter(self.reviews_view), name="accounts_user_reviews"),
            path("wie-mag-wat/", enter(self.rights_view), name="accounts_user_rights"),
            path("<int:object_id>/beoordelen/", enter(self.review_view), name="accounts_user_review"),
            path("<int:object_id>/uitloggen/", enter(self.sign_out_view), name="accounts_user_sign_out"),
            *super().get_urls(),
        ]

    def list_tools(self) -> list[tuple[str, str]]:
        """Above the list of accounts."""
        return [
            (_("Accounts van buiten beoordelen"), self.address("reviews")),
            (_("Wie mag wat (csv)"), self.address("rights")),
            *super().list_tools(),
        ]

    def tools(self, request: HttpRequest, obj: User) -> list[tuple[str, str]]:
        """For a laptop that was left somewhere."""
        if obj.has_ended(timezone.localdate()):
            return super().tools(request, obj)
        return [(_("Overal uitloggen"), self.address("sign_out", obj)), *super().tools(request, obj)]

    def reviews_view(self, request: HttpRequest) -> HttpResponse:
        """Everybody from outside, who has to be looked at first on top."""
        today = timezone.localdate()
        rows = [
            {"one": one, "is_due": one.is_due(today), "keep_url": self.address("review", one.user)}
            for one in outsiders(on=today)
        ]
        context = self.page_context(request, None, title=_("Accounts van buiten beoordelen"), rows=rows)
        return render(request, "admin/account_reviews.html", context)

    def review_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """It stays, said with one button; it ends, after a question."""
        user, today = self.find(request, str(object_id)), timezone.localdate()
        back = HttpResponseRedirect(reverse("admin:accounts_user_reviews"))
        if not user.organisation or user.has_ended(today):
            return back
        if request.method == "POST" and user.pk == request.user.pk:
            messages.error(request, _("Uw eigen account beoordeelt een collega."))
            return back
        if request.method == "POST" and request.POST.get("outcome") == Review.STAYS:
            return self._reviewed(request, user, Review.STAYS)
        if request.method == "POST":
            if refusal := self._why_not(request, user):
                messages.error(request, refusal)
                return back
            return self._reviewed(request, user, Review.ENDED)
        title = _("Account beëindigen")
        consequences = [_("%(name)s is meteen uitgelogd.") % {"name": user}, *self.consequences(user)]
        return self._ask(request, user, title=title, consequences=consequences, label=_("Beëindigen"))

    def _reviewed(self, request: HttpRequest, user: User, outcome: Review) -> HttpResponse:
        """Kept, shown, and in the history of the account."""
        review(user=user, by=self._who(request), outcome=outcome, on=timezone.localdate())
        stays = _("Het account van %(name)s blijft.") % {"name": user}
        ended = _("Het account van %(name)s is beëindigd.") % {"name": user}
        messages.success(request, stays if outcome == Review.STAYS else ended)
        self.log_change(request, user, _("Beoordeeld: %s") % outcome.label)
        return HttpResponseRedirect(reverse("admin:accounts_user_reviews"))

    def _who(self, request: HttpRequest) -> User:
        return User.objects.get(pk=request.user.pk or 0)

    def sign_out_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Every session of this person, at once."""
        user = self.find(request, str(object_id))
        if request.method == "POST":
            end_sessions(user=user)
            messages.success(request, _("%(name)s is overal uitgelogd.") % {"name": user})
            return self._done(request, user, _("Overal uitgelogd"))
        consequences = [_("%(name)s logt daarna op elk apparaat opnieuw in.") % {"name": user}]
        return self._ask(request, user, title=_("Overal uitloggen"), consequences=consequences, label=_("Uitloggen"))

    def rights_view(self, request: HttpRequest) -> Any:
        """For the yearly review of rights, and the quarterly one of who holds the keys (BIO2 5.18.02)."""
        today = timezone.localdate()
        who = self._who(request)
        why = _("wie mag wat (medewerkers)")
        note_look(Looked.EXPORT_WITH_PERSONS, by=who, initiatives=[], at=timezone.now(), why=why, about=who)
        headers = {"Content-Disposition": f'attachment; filename="wie-mag-wat-{today:%Y-%m-%d}.csv"'}
        lines = csv_lines(who_may_what(on=today))
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
