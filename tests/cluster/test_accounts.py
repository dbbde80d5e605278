"""An account that leaked is shut out: at every node, whatever the replica still believes."""

from __future__ import annotations

import pytest

from tests.programs import wait_until

from .cluster import Cluster
from .newsroom import PASSWORD, Newsroom
from .visitors import Visitor, token_in

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def test_a_stolen_session_is_out_at_every_node_as_soon_as_its_account_is_deactivated(
    cluster: Cluster, newsroom: Newsroom
) -> None:
    admin, owner = Visitor(cluster.nodes[0].port), Visitor(cluster.nodes[0].port)
    name = newsroom.account("reviewer")
    admin.sign_in(newsroom.account("admin"), PASSWORD)
    owner.sign_in(name, PASSWORD)
    thief = owner.again()
    token = token_in(admin.get(f"/curate/people/{name}/"))
    wait_until(cluster.is_level, "the replica knows the session as well")

    with cluster.replica_held_back():
        before = [thief.again().get("/desk/", port=node.port) for node in cluster.nodes]
        fields = {"csrfmiddlewaretoken": token, "reason": "Its session was stolen."}
        done = admin.post(f"/curate/people/{name}/deactivate/", fields)
        after = [thief.again().get("/desk/", port=node.port) for node in cluster.nodes]

    assert [answer.status for answer in before] == [200, 200]
    assert done.status == 302
    assert [answer.headers.get("location") for answer in after] == ["/accounts/login/?next=/desk/"] * 2
