"""Which rule says what is enough support: the one that knows most about this idea and this kern."""

from django.db.models import Q

from kernen.models import Enough, EnoughRule, Kern


def rule_for(*, domain: int | None, kern: Kern | None) -> EnoughRule:
    """Kern and domain before kern alone, kern before domain, and without any rule a reasoned weighing."""
    fitting = EnoughRule.objects.filter(Q(kern=None) | Q(kern=kern), Q(domain=None) | Q(domain=domain))
    return max(fitting, key=_knows, default=EnoughRule(enough=Enough.REASONS))


def _knows(rule: EnoughRule) -> tuple[bool, bool]:
    """What it was made for; the kern weighs more."""
    return (rule.kern_id is not None, rule.domain_id is not None)
