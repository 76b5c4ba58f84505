"""Every address is an action of the permission matrix or stands here with the reason why not; a new one is red."""

from django.urls import get_resolver

from tests.house.test_doors import doors
from tests.initiatives.world import matrix

ADMIN = "users_roles_manage"
# What is asked at this address, in the words of the matrix ("*": the name of the action is in the address itself).
ACTION_OF = {
    "*": "initiative_act",
    "public_list_detail": "public_list public_detail public_kern",
    "intake_submit": "idea idea_thanks",
    "status_view": "status status_sign_in status_leave status_link status_ask_link status_appointment_calendar "
    "status_resume status_stay",
    "status_answer_question": "status_answer",
    "status_message": "status_call status_tell status_evaluate status_appointment status_appointment_off",
    "status_withdraw": "status_stop",
    "status_upload": "status_upload",
    "status_download_own_file": "status_file",
    "status_my_data_copy": "status_my_data status_my_data_copy",
    "list_search": "initiative_list initiative_search initiative_similar kern_list kern_detail my_kern mt_list work "
    "silence calendar_feed",
    "detail_content": "initiative_detail follow",
    "contact_data_view": "initiative_people task_letter",
    "object_audit_trail": "initiative_audit",
    "create_for_resident": "intake referral_new referral_done import_running",
    "reassign_open_work": "open_work open_work_advice open_work_hand_over open_work_task",
    "edit_content": "initiative_edit",
    "log": "initiative_log",
    "edit_contact": "initiative_person initiative_person_add initiative_person_remove",
    "reissue_code": "initiative_card",
    "attachment_upload": "attachment_add",
    "attachment_download": "attachment",
    "attachment_delete": "attachment_remove",
    "export_without_persons": "export",
    "export_with_persons": "export_people",
    "message_resident": "outbox outbox_discard outbox_edit outbox_hold outbox_release outbox_restore",
    "assign": "bulk",
    "start_support": "support support_poster",
    "close_support": "support_enter support_letters support_letters_void support_list_paper",
    "settings_texts_retention": "retention",
    "access_log_read": "access_log access_log_csv",
    "avg_request_execute": "person_requests person_request person_search person_copy person_erase person_answer",
    "destruction_list_propose": "destruction_propose destruction_keep destruction_put_back",
    "destruction_list_approve": "destruction_approve destruction_send_back",
}
# Everything else, by why the matrix has no line for it.
OUTSIDE = {
    "signing in, and one's own account": "account_change_password account_inactive account_login account_logout "
    "account_reauthenticate account_reset_password account_reset_password_done account_reset_password_from_key "
    "account_reset_password_from_key_done mfa_activate_totp mfa_add_webauthn mfa_authenticate mfa_deactivate_totp "
    "mfa_download_recovery_codes mfa_edit_webauthn mfa_generate_recovery_codes mfa_index mfa_login_webauthn "
    "mfa_reauthenticate mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_replace_totp mfa_view_recovery_codes "
    "sign_out_elsewhere sso sso_again sso_callback resume stay",
    "public, without any initiative": "accessibility coordinator_photo health_live health_ready home "
    "metrics municipality_logo privacy security_txt styleguide plain_hints",
    "neighbours, with a code of their own or none": "neighbour neighbour_answer neighbour_code neighbour_thanks "
    "public_react public_react_thanks",
    "the chair, with a link from a mail": "chair_close chair_form chair_link",
    "one's own things alone": "absences absence_remove calendar_feed_page calendar_feed_withdraw saved_view "
    "saved_view_remove saved_views task_list tick_task untick_task",
    "signals are no initiatives yet": "signal signal_become signal_join signal_new signal_refer signal_reopen "
    "signal_write signals",
    "meetings have rules of their own (tests/overleg)": "kern_handover meeting meeting_before meeting_call_back "
    "meeting_call_off meeting_change meeting_close meeting_form_print meeting_initiative meeting_list meeting_new "
    "meeting_order meeting_pdf meeting_point meeting_print meeting_put_back meeting_put_on meeting_record "
    "meeting_report meeting_send_agenda platform platform_call_off platform_change platform_close platform_meeting "
    "platform_note platform_order platform_own platform_pdf platform_print platform_put_back platform_put_on "
    "platform_reopen platform_take_off promise wish wish_add wish_drop wish_restore",
    "counts and words, no initiative": "routing_report routing_try processing_register processing_register_csv",
    "both who propose and who approve (tests/archive)": "destruction destructions destruction_statement "
    "destruction_statement_pdf",
}


def test_every_address_is_an_action_of_the_matrix_or_stands_outside_it_for_a_reason() -> None:
    here = {name for name, _door in doors(get_resolver())}
    listed = [name for names in (*ACTION_OF.values(), *OUTSIDE.values()) for name in names.split()]

    # /beheer/ is one door: whoever is no functional administrator finds nothing behind it (tests/kernen/test_beheer).
    assert sorted(name for name in here if not name.startswith("admin:")) == sorted(listed)


def test_what_an_address_is_called_here_is_a_line_of_the_matrix() -> None:
    known = {action for action, *_rest in matrix()}

    assert set(ACTION_OF) - known == {"*"}
    assert ADMIN in known
