import pytest

from renewal_portal.ledger import sentences
from renewal_portal.ledger.domain.chain import Fault, FaultCode
from renewal_portal.ledger.domain.settings import SETTINGS


@pytest.mark.parametrize("code", FaultCode, ids=str)
def test_every_fault_has_a_sentence_that_says_where(code):
    sentence = sentences.of_fault(Fault(code, "500107", 8, 31))

    assert "500107" in sentence
    assert "8" in sentence or "31" in sentence


def test_a_fault_of_no_district_says_so():
    assert sentences.of_fault(Fault(FaultCode.SEAL_LOST, "", None, 31)).startswith("District “no district”, event 31:")


def test_every_setting_has_its_refusal():
    missing = [s.refusal for s in SETTINGS if not s.is_switch and s.refusal not in sentences.SETTINGS]

    assert missing == []


def test_an_error_in_a_workers_own_words_stands():
    assert sentences.of_job_error("no paper left") == "no paper left"
    assert sentences.of_job_error("lease_expired") == "The worker stopped without a word in the last attempt."
