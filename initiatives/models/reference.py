"""The numbers that initiatives get, one after another in each year."""

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

# One question, also for the first of a year and for two of them at once.
NEXT_NUMBER = (
    "INSERT INTO initiatives_referencecounter AS counter (year, last) VALUES (%s, 1) "
    "ON CONFLICT (year) DO UPDATE SET last = counter.last + 1 RETURNING last"
)


class ReferenceCounter(models.Model):
    """The last number given out in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("teller van kenmerken")
        verbose_name_plural = _("tellers van kenmerken")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

    @classmethod
    def next_of(cls, year: int) -> int:
        """The next number; the row is locked until the transaction ends, so none is given twice."""
        with connection.cursor() as cursor:
            cursor.execute(NEXT_NUMBER, [year])
            return int(cursor.fetchone()[0])
