"""The doors of allauth that are used here, and single sign-on; all others stay shut."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from accounts import factor_views, passkey_views, sso_views, views
from accounts.sso_views import by_password

urlpatterns = [
    path("login/", by_password(views.SignIn.as_view()), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.ProvePassword.as_view(), name="account_reauthenticate"),
    path("elsewhere/", factor_views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("password/change/", by_password(views.ChangePassword.as_view()), name="account_change_password"),
    path("password/reset/", by_password(views.ForgotPassword.as_view()), name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        by_password(views.ChoosePassword.as_view()),
        name="account_reset_password_from_key",
    ),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", views.PassSecondStep.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", views.ProveCode.as_view(), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", factor_views.SetSecondStep.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/replace/", factor_views.ReplaceSecondStep.as_view(), name="mfa_replace_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/passkey/add/", passkey_views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("2fa/passkey/<int:pk>/edit/", passkey_views.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("2fa/passkey/<int:pk>/remove/", passkey_views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("2fa/passkey/reauthenticate/", passkey_views.ProveWithPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("2fa/passkey/login/", by_password(passkey_views.SignInWithPasskey.as_view()), name="mfa_login_webauthn"),
    path("sso/", sso_views.to_directory, name="sso"),
    path("sso/callback/", sso_views.from_directory, name="sso_callback"),
    path("sso/again/", factor_views.ProveByDirectory.as_view(), name="sso_again"),
]
