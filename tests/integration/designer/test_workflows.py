import pytest
from django.contrib.auth.models import User

from dataflow_app.graph.definition import Connection, Definition, Node
from designer.models import Version, Workflow
from designer.services.archive_workflow import archive_workflow
from designer.services.create_workflow import create_workflow
from designer.services.duplicate_workflow import duplicate_workflow
from designer.services.errors import Conflict, Invalid, NotFound, NotPermitted
from designer.services.publish_version import publish_version
from designer.services.restore_version import restore_version
from designer.services.save_draft import save_draft
from designer.services.update_workflow import update_workflow


def test_a_new_workflow_is_an_empty_draft_of_its_maker(editor: User) -> None:
    made = create_workflow(actor=editor, name="  Import  ", tags=["daily"])
    assert (made.name, made.owner, made.draft, made.draft_number, made.state) == ("Import", editor, Definition().to_dict(), 1, "draft")
    assert made.tenant.slug == "acme"


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_name_is_neither_empty_nor_endless(editor: User, name: str) -> None:
    with pytest.raises(Invalid, match="Give it 1 to 200 characters"):
        create_workflow(actor=editor, name=name)
    assert not Workflow.objects.exists()


def test_a_viewer_creates_nothing(viewer: User) -> None:
    with pytest.raises(NotPermitted):
        create_workflow(actor=viewer, name="Import")
    assert not Workflow.objects.exists()


def test_versions_are_numbered_and_the_newest_is_published(workflow: Workflow, editor: User) -> None:
    first = publish_version(actor=editor, workflow=workflow, message="Begin")
    assert (first.number, first.message, workflow.published, workflow.state) == (1, "Begin", first, "published")
    save_draft(actor=editor, workflow=workflow, definition=Definition(), expected=1)
    assert workflow.state == "changed"
    assert publish_version(actor=editor, workflow=workflow).number == 2


def test_a_version_cannot_be_changed(workflow: Workflow, editor: User) -> None:
    version = publish_version(actor=editor, workflow=workflow)
    version.message = "Something else"
    with pytest.raises(TypeError, match="Publish a new version instead"):
        version.save()
    assert Version.objects.get().message == ""


def test_a_draft_that_cannot_run_is_not_published(workflow: Workflow, editor: User) -> None:
    broken = Definition(nodes=(Node(id="x", type="GroupCreatNode"),))
    save_draft(actor=editor, workflow=workflow, definition=broken, expected=1)
    with pytest.raises(Invalid) as caught:
        publish_version(actor=editor, workflow=workflow)
    assert [(each.code, each.node) for each in caught.value.problems] == [("unknown_node_type", "x")]
    assert not Version.objects.exists()


def test_a_restored_version_is_the_draft_again(workflow: Workflow, editor: User) -> None:
    version = publish_version(actor=editor, workflow=workflow)
    save_draft(actor=editor, workflow=workflow, definition=Definition(), expected=1)
    restored = restore_version(actor=editor, version=version)
    assert (restored.draft, restored.draft_number, restored.state) == (version.definition, 3, "published")
    with pytest.raises(Conflict):
        restore_version(actor=editor, version=version, expected=1)


def test_a_copy_has_the_draft_but_neither_versions_nor_runs(workflow: Workflow, editor: User, owner: User) -> None:
    publish_version(actor=editor, workflow=workflow)
    copy = duplicate_workflow(actor=owner, workflow=workflow)
    assert (copy.name, copy.owner, copy.draft, copy.state) == ("Make groups (copy)", owner, workflow.draft, "draft")


def test_what_is_not_given_stays(workflow: Workflow, editor: User) -> None:
    update_workflow(actor=editor, workflow=workflow, tags=["a", "b", "a"])
    stored = Workflow.objects.get()
    assert (stored.name, stored.description, stored.tags, stored.draft_number) == ("Make groups", "", ["a", "b"], 1)


def test_strangers_find_nothing(workflow: Workflow, stranger: User) -> None:
    for act in (duplicate_workflow, archive_workflow, publish_version, update_workflow):
        with pytest.raises(NotFound):
            act(actor=stranger, workflow=workflow)
    assert Workflow.objects.get().archived_at is None


def test_cycles_are_told_when_publishing(workflow: Workflow, editor: User) -> None:
    ring = Definition(
        nodes=(Node(id="x", type="EchoNode"), Node(id="y", type="EchoNode")),
        connections=(
            Connection(source="x", output="name", target="y", input="name"),
            Connection(source="y", output="name", target="x", input="name"),
        ),
    )
    save_draft(actor=editor, workflow=workflow, definition=ring, expected=1)
    with pytest.raises(Invalid) as caught:
        publish_version(actor=editor, workflow=workflow)
    assert {each.code for each in caught.value.problems} == {"cycle"}
