import pytest
from django.contrib.auth.models import User

from dataflow_app.graph.definition import Definition, Node
from designer.models import Role, Workflow
from designer.services.archive_workflow import archive_workflow, restore_workflow
from designer.services.errors import Conflict, Invalid, NotFound, NotPermitted
from designer.services.save_draft import save_draft

DRAWN = Definition(nodes=(Node(id="x", type="EchoNode"),))


def test_a_save_raises_the_number_and_names_who_saved(workflow: Workflow, editor: User) -> None:
    saved = save_draft(actor=editor, workflow=workflow, definition=DRAWN, expected=1)
    assert (saved.draft_number, saved.draft_saved_by, saved.draft) == (2, "edda", DRAWN.to_dict())


def test_a_stale_save_changes_nothing_and_hands_over_the_current_draft(workflow: Workflow, editor: User, owner: User) -> None:
    save_draft(actor=owner, workflow=workflow, definition=DRAWN, expected=1)
    with pytest.raises(Conflict, match="otto saved this draft") as caught:
        save_draft(actor=editor, workflow=workflow, definition=Definition(), expected=1)
    assert caught.value.current is not None
    assert (caught.value.current.draft_number, caught.value.current.draft) == (2, DRAWN.to_dict())
    assert Workflow.objects.get(pk=workflow.pk).draft == DRAWN.to_dict()


def test_a_viewer_may_not_save(workflow: Workflow, viewer: User) -> None:
    before = workflow.draft
    with pytest.raises(NotPermitted, match="Your role is viewer"):
        save_draft(actor=viewer, workflow=workflow, definition=DRAWN, expected=1)
    assert Workflow.objects.get(pk=workflow.pk).draft == before


def test_another_tenants_workflow_is_not_found(workflow: Workflow, stranger: User) -> None:
    with pytest.raises(NotFound):
        save_draft(actor=stranger, workflow=workflow, definition=DRAWN, expected=1)
    assert Workflow.objects.get(pk=workflow.pk).draft_number == 1


def test_somebody_without_a_tenant_is_told_to_ask_for_one(workflow: Workflow) -> None:
    with pytest.raises(NotPermitted, match="Ask an administrator"):
        save_draft(actor=User.objects.create_user("nobody"), workflow=workflow, definition=DRAWN, expected=1)


def test_more_than_five_thousand_nodes_are_refused(workflow: Workflow, editor: User) -> None:
    large = Definition(nodes=tuple(Node(id=f"n{number}", type="EchoNode") for number in range(5_001)))
    with pytest.raises(Invalid) as caught:
        save_draft(actor=editor, workflow=workflow, definition=large, expected=1)
    assert [(each.code, each.message) for each in caught.value.problems] == [
        ("too_large", "The definition has 5,001 nodes; at most 5,000 are allowed.")
    ]
    assert Workflow.objects.get(pk=workflow.pk).draft_number == 1


def test_an_archived_workflow_is_saved_only_after_it_was_restored(workflow: Workflow, editor: User) -> None:
    archive_workflow(actor=editor, workflow=workflow)
    with pytest.raises(Conflict, match="Restore the workflow first"):
        save_draft(actor=editor, workflow=workflow, definition=DRAWN, expected=1)
    restore_workflow(actor=editor, workflow=workflow)
    assert save_draft(actor=editor, workflow=workflow, definition=DRAWN, expected=1).draft_number == 2


def test_the_roles_are_owner_editor_and_viewer() -> None:
    assert Role.values == ["owner", "editor", "viewer"]
