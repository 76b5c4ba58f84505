"""A municipality that says wijk reads wijk, article and all."""

import pytest

from kernen.models import Word
from kernen.words import say_here, words


@pytest.mark.django_db
def test_a_municipality_with_its_own_words_reads_them_with_the_right_article() -> None:
    Word.objects.create(key="kern", singular="wijk", plural="wijken", article="de")
    Word.objects.create(key="kernoverleg", singular="wijkraad", plural="wijkraden", article="de")

    said = say_here("Het kernoverleg van deze kern. Bespreking in het kernoverleg; kernen en kernpunten.", words())

    assert said == "De wijkraad van deze wijk. Bespreking in de wijkraad; wijken en kernpunten."


@pytest.mark.django_db
def test_a_municipality_without_own_words_reads_ours() -> None:
    assert say_here("Het kernoverleg van deze kern.", words()) == "Het kernoverleg van deze kern."
