"""Fixtures of the tests of what pages share."""

import pytest

from shell.briefing import drafts
from tests.support.drafts import NUMBER


@pytest.fixture
def draft(tmp_path, monkeypatch):
    """Where the draft of this test's reader lies."""
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))
    monkeypatch.setattr(drafts, "number_of_reader", lambda: NUMBER)
    path = drafts.folder() / f"{NUMBER}.json"
    path.parent.mkdir(parents=True)
    return path
