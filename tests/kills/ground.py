"""The shipped record with texts that are held, and what a person needs to know to draft from them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, NamedTuple

import django
from django.core.management import call_command

from tests.servers import PROJECT, local
from tracker.localdb.cluster import LocalCluster

SENTENCE = "Sentence {} of text {} says that drugs should be legal."
SENTENCES = 200  # of a text, each for a position of its own
TEXTS = 60


class Passage(NamedTuple):
    source: str
    text: int
    exact: str


def passage(ground: dict[str, Any], number: int) -> Passage:
    """One of all the sentences of all the texts."""
    text, sentence = divmod(number, SENTENCES)
    return Passage(*ground["texts"][text], SENTENCE.format(sentence, text))


def lay(cluster: LocalCluster) -> dict[str, Any]:
    """In a process of its own, on the database of that cluster."""
    words = [sys.executable, "-m", "tests.kills.ground"]
    done = subprocess.run(words, cwd=PROJECT, env=local(cluster), capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_record", if_empty=True, verbosity=0)
    from policy_positions.models import Country, Issue
    from tests.factories import make_text

    held = [make_text(" ".join(SENTENCE.format(n, text) for n in range(SENTENCES))) for text in range(TEXTS)]
    issue, holder = Issue.objects.get(slug="legalization"), Country.objects.get(iso3="GTM")
    told = {"country": holder.pk, "iso3": holder.iso3, "issue": issue.pk, "issue_name": issue.slug}
    json.dump({**told, "texts": [(text.source.slug, text.pk) for text in held]}, sys.stdout)


if __name__ == "__main__":
    main()
