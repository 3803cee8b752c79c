"""Every field of every table is personal, or it is not: a new one fails a test until it stands here.

Personal is what says something about a living person, also under a pseudonym: who somebody is, what they own, where
they live, what they wrote, that and how they voted. Staff sign with ``user:7``; that is their office, and stays.
"""

from collections.abc import Mapping

#: Table → personal field → why it is kept (handbook 4.1: the smallest set, each with its purpose).
PERSONAL: Mapping[str, Mapping[str, str]] = {
    "communities.User": {
        "username": "staff sign in with it",
        "password": "its hash signs staff in",
        "full_name": "colleagues and officials see who acts",
        "first_name": "of the framework's account; left empty",
        "last_name": "of the framework's account; left empty",
        "email": "of the framework's account; left empty",
        "last_login": "an account nobody uses is closed",
    },
    "communities.Credential": {
        "person": "whose letter it is",
        "letter_number": "found by it when somebody types it or loses it",
        "link_hash": "recognises the letter's link without keeping it",
        "code_hash": "recognises the letter's code without keeping it",
    },
    "communities.DeclaredKin": {
        "unit": "whose ballots a worker does not enter; who is related to whom is not said",
        "declared_by": "the worker it binds",
    },
    "communities.Contact": {
        "unit": "whose home wants to be reminded",
        "person": "who wants to be reminded",
        "value": "where reminders go, where somebody agreed (encrypted; empty once withdrawn)",
    },
    "communities.LetterBatch": {
        "unit": "whose home got another letter",
        "owner": "which owner got another letter",
        "person": "which co-owner of it got another letter",
        "reason": "why it was made anew; a list, no free text",
    },
    "communities.Unit": {
        "door": "where a letter goes",
        "floor": "what a lift or a roof means to a home",
        "area_cm2": "the law counts areas; owners may inspect the roll",
        "tenure": "results are shown by tenure, never by home",
    },
    "communities.Person": {
        "name": "letters are addressed, the roll is posted before a vote",
        "identity_hash": "joins one owner's homes without keeping an identity number",
        "phone": "second factor and reminders, where given (encrypted)",
    },
    "communities.Owner": {"set_hash": "the same persons over all their homes are one head"},
    "communities.OwnerMember": {
        "owner": "who owns together",
        "person": "who owns together",
        "is_representative": "who votes for co-owners",
    },
    "communities.Ownership": {"unit": "who owns what", "owner": "who owns what"},
    "communities.RegisterFile": {
        "name": "people name their files as they like",
        "headings": "in a list without headings people stand there (encrypted; empty once the file is gone)",
        "outcome": "what was found in it speaks of owners (encrypted; empty once the file is gone)",
    },
    "communities.RollCorrection": {
        "unit": "an answer is owed to whoever files it",
        "owner": "an answer is owed to whoever files it",
        "text": "people write about themselves",
        "filed_by": "the letter it was filed with",
        "answer": "it speaks of what people wrote",
    },
    "communities.RollEntry": {"owner": "whose voice it is", "unit": "whose voice it is", "tenure": "as of the unit"},
    "communities.RollShare": {"area_cm2": "the law counts areas"},
    "consultations.Ballot": {"entry": "one voice, one standing ballot"},
    "consultations.BallotVersion": {
        "answers": "what was voted, never beside a name",
        "choices": "what was chosen, never beside a name",
        "serial": "the receipt's code",
        "nonce": "hides the ballot in the receipt's proof",
        "tenure": "results are shown by tenure",
        "helper": "who helped is said on the receipt and kept with the ballot",
        "cast_by": "the voice that cast it, or who entered paper",
    },
    "consultations.BallotDispute": {
        "ballot": "whose ballot is disputed",
        "person": "which co-owner disputes it, and may withdraw",
        "reason": "people write about themselves",
        "raised_by": "the voice that disputes",
        "agreement": "what the owners agreed and signed",
        "settled_by": "the voice that withdrew, or who recorded the agreement",
    },
    "consultations.BallotDraft": {
        "entry": "whose draft it is",
        "answers": "so that one can go on later",
        "choices": "so that one can go on later",
    },
    "consultations.PaperSheet": {
        "entry": "who has a paper ballot, and whether it came back",
        "serial": "finds the sheet by its square code",
        "version": "which ballot it became",
    },
    "consultations.SheetReading": {
        "fault": "why a voice's sheet is no valid ballot",
        "answers": "what was voted, as one person read it; never beside a name",
        "choices": "what was chosen, as one person read it",
        "replaces": "the voice replaces its online ballot",
    },
    "consultations.DoorMark": {"unit": "how far a vote has come at a door; never what was answered"},
    "consultations.Reminder": {"entry": "that a voice had not voted on a day; nobody is reminded twice"},
    "consultations.Remark": {
        "entry": "whoever wrote it reads it again and takes it back; shown to nobody else",
        "by_owner": "the two sides of a let home do not read each other's",
        "text": "people write about themselves; others read it once the committee has, without name or door",
        "written_by": "the voice that wrote it",
    },
    "consultations.Objection": {
        "entry": "an answer is owed to whoever objects",
        "text": "people write about themselves",
        "filed_by": "the voice that objects, or anybody",
    },
    "consultations.Meeting": {"minutes": "people are spoken of"},
    "consultations.Sitting": {
        "minutes": "people are spoken of",
        "chair_name": "minutes are signed by name",
        "recorder_name": "minutes are signed by name",
    },
    "consultations.Guest": {"name": "who advised the meeting", "office": "on whose behalf"},
    "consultations.Advice": {"text": "what a guest said"},
    "consultations.Attendance": {
        "entry": "which voice came: the quorum counts it; shown to those who keep the minutes",
        "name": "who came where people come by name",
        "came_at": "hands are counted against who is there",
        "left_at": "hands are counted against who is there",
        "noted_by": "the voice that signed in, or who noted it",
    },
}

#: Table → the fields that say nothing about a person.
NOT_PERSONAL: Mapping[str, frozenset[str]] = {
    table: frozenset(fields.split())
    for table, fields in {
        "ledger.DemoClock": "id seconds",
        "ledger.Event": "id what about by at district detail",
        "ledger.Seal": "id event district seq previous_hash hash sealed_at",
        "ledger.Unsealed": "event district",
        "ledger.JobGroup": "id kind created_by created_at",
        "ledger.Job": "id group kind subject key args state attempt max_attempts ready_at worker lease lease_until"
        " progress_done progress_total result error created_by created_at started_at finished_at",
        "ledger.DistrictSetting": "id district key value valid_from source set_by set_at",
        "communities.User": "id is_superuser is_staff is_active date_joined",
        "communities.Grant": "id user role community subdistrict district granted_by granted_at ended_by ended_at",
        "communities.Contact": "id kind given_at withdrawn_at",
        "communities.Credential": "id unit owner strength issued_by issued_at confirmed_by confirmed_at revoked_by"
        " revoked_at",
        "communities.DeclaredKin": "id declared_at ended_by ended_at",
        "communities.LetterBatch": "id roll kind opens_at closes_at job ordered_by ordered_at pages file made_at"
        " co_owner_pages expires_at fetched_by fetched_at deleted_at",
        "communities.District": "id code name_zh name_en",
        "communities.Subdistrict": "id district code name_zh name_en",
        "communities.Community": "id subdistrict slug name_zh name_en address_zh address_en committee_phone built_year"
        " area_cm2 poor_upkeep poor_facilities strong_wish in_demolition_plan has_property_service is_invented",
        "communities.Place": "id community kind code parent floors",
        "communities.Unit": "id place use title area_source gone_on",
        "communities.Person": "id community",
        "communities.Owner": "id community kind",
        "communities.OwnerMember": "id",
        "communities.Ownership": "id since until",
        "communities.RollVersion": "id community number parking_counts sha256 frozen_by frozen_at",
        "communities.Photo": "id community kind file brought_by brought_at",
        "communities.RegisterFile": "id community file rows headings_at layout memory job brought_by brought_at"
        " expires_at applied_by applied_at deleted_at",
        "communities.RollCorrection": "id filed_at accepted answered_by answered_at",
        "communities.RollEntry": "id roll number kind",
        "communities.RollShare": "id entry place",
        "menus.Edition": "id version status source_document effective_from note_zh note_en content_sha256 loaded_at"
        " loaded_by",
        "menus.Source": "id edition key citation",
        "menus.MajorItem": "id name_zh name_en edition track code provenance position",
        "menus.MinorItem": "id name_zh name_en edition major track code explanation_zh explanation_en nature"
        " nature_basis policy_class policy_basis unit period price_low_fen price_high_fen price_basis is_income scope"
        " decision_class usual_payers provenance official_line_confirmed note position",
        "menus.Attestation": "id edition item source",
        "menus.ItemOption": "id name_zh name_en item code position",
        "menus.ItemRelation": "id edition kind item other provenance basis reason_zh reason_en",
        "consultations.Consultation": "id community edition track stage suspended_from batch budget_fen method measure"
        " announced_by announced_at begun_by begun_at",
        "consultations.StageMove": "id consultation origin target reason moved_by moved_at",
        "consultations.Meeting": "id consultation number kind held_at venue entitled present recorded_by recorded_at",
        "consultations.Sitting": "id consultation number kind state starts_at venue roll entitled quorum_percent"
        " door_code prepared_by prepared_at called_by called_at opened_by opened_at ended_by ended_at cancelled_reason"
        " chair chair_at recorder recorder_at meeting",
        "consultations.AgendaPoint": "id sitting number text offered objection plan",
        "consultations.Guest": "id sitting field",
        "consultations.Advice": "id point guest written_by written_at",
        "consultations.Attendance": "id sitting by_phone",
        "consultations.Proposal": "id sitting point number text adopts put_by put_at in_favour against abstaining"
        " present carried counted_at",
        "consultations.Resolution": "id meeting number text in_favour against abstaining carried adopts",
        "consultations.Finding": "id consultation item place text_zh text_en photo found_by found_at checked_by"
        " checked_at",
        "consultations.MenuVersion": "id consultation number offered_by offered_at",
        "consultations.OfferedItem": "id menu item place position code wording_zh wording_en nature unit period"
        " quantity_milli unit_price_fen cost_fen source decision_class changes_common_use ruling_reason ruled_by"
        " ruled_at choice_group",
        "consultations.Funding": "id offered source amount_fen set_by set_at",
        "consultations.LeftOut": "id menu item place reason left_by left_at",
        "consultations.Plan": "id consultation number kind method measure budget_fen total_fen package margins inputs"
        " digest drawn_by drawn_at",
        "consultations.PlanLine": "id plan offered position standing outcome why others short_fen cost_fen rank"
        " wanted_heads entitled_heads verdict",
        "consultations.Notice": "id consultation kind round plan posted_where posted_by posted_at ends_at",
        "consultations.Objection": "id notice source meeting filed_at answer upheld answered_by answered_at",
        "consultations.Posting": "id notice place photo put_up_by put_up_at",
        "consultations.DoorMark": "id round mark marked_by marked_at",
        "consultations.DoorWalker": "id unit user given_by given_at ended_by ended_at",
        "consultations.Reminder": "id round channel day failed sent_by sent_at",
        "consultations.Reply": "id question text replied_by replied_at",
        "consultations.Remark": "id question written_at state reason moderated_by moderated_at",
        "consultations.Review": "id consultation plan submitted_by submitted_at silent_until decision reason decided_by"
        " decided_at",
        "consultations.OfficeOpinion": "id review office opinion note given_by given_at",
        "consultations.Tally": "id round rule_book ballots labels set_aside merkle_root replaced_root inputs_sha256"
        " counted_by counted_at",
        "consultations.TallyLine": "id tally question rule verdict entitled_heads entitled_area_cm2 taking_part_heads"
        " taking_part_area_cm2 agree_heads agree_area_cm2 against_heads against_area_cm2 abstain_heads"
        " abstain_area_cm2 blank_heads blank_area_cm2 set_aside_heads set_aside_area_cm2 quorum_short_heads"
        " quorum_short_area_cm2 consent_short_heads consent_short_area_cm2 split",
        "consultations.Round": "id consultation number kind state roll menu draft question_count rule_book opens_at"
        " closes_at opened_by opened_at closed_by closed_at counted_by counted_at annulled_by annulled_at"
        " annulled_reason annulled_by_resolution ruling_court ruling_number ruling_on countersigned_by"
        " countersigned_at",
        "consultations.Question": "id round number kind code place offered wording_zh wording_en"
        " quantity_milli cost_fen monthly_fen decision_class rule class_reason options",
        "consultations.Ballot": "id round standing held_back",
        "consultations.BallotVersion": "id ballot number channel strength set_aside_reason cast_at",
        "consultations.BallotDispute": "id raised_at settlement settled_at",
        "consultations.BallotDraft": "id round by_owner saved_at",
        "consultations.PaperSheet": "id round number state issued_by issued_at spoilt_why spoilt_by spoilt_at"
        " returned_by returned_at",
        "consultations.SheetReading": "id sheet position read_by read_at",
        "consultations.PaperCheck": "id round in_box box_counted_by box_counted_at reason signed_by signed_at",
        "consultations.WorksReport": "id consultation kind text open_safety_defects satisfied_percent reported_by"
        " reported_at",
    }.items()
}
