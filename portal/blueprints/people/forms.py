"""Forms of signing in and of invitations."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from portal.domain.people import SHORTEST_PASSWORD
from portal.forms import REQUIRED, TOO_LONG, DeskForm


class SignInForm(DeskForm):
    email = EmailField(
        _l("E-mail"),
        validators=[InputRequired(REQUIRED)],
        filters=[lambda text: (text or "").replace("\0", "")],  # no column holds it
    )
    password = PasswordField(_l("Password"), validators=[InputRequired(REQUIRED)])


class CodeForm(DeskForm):
    code = StringField(
        _l("Code from your app"),
        description=_l("Six digits. A new code comes every 30 seconds."),
        validators=[InputRequired(REQUIRED), Length(max=12, message=TOO_LONG)],
        filters=[lambda text: "".join((text or "").split())],
    )


class PasswordForm(DeskForm):
    password = PasswordField(
        _l("New password"),
        description=_l("At least 12 characters; a few words are best."),
        validators=[
            InputRequired(REQUIRED),
            Length(min=SHORTEST_PASSWORD, message=_l("Use at least 12 characters.")),
            Length(max=200, message=TOO_LONG),
        ],
    )
    again = PasswordField(
        _l("The same again"),
        validators=[EqualTo("password", message=_l("The two are not the same."))],
    )
