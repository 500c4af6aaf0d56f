"""Forms of files: one to bring, and the outcome that somebody agreed to."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField

from portal.forms import DeskForm


class UploadForm(DeskForm):
    file = FileField(
        _l("File"),
        description=_l(
            "XLSX or CSV, or HSDS as JSON or as a package of tables; at most 5 MB and"
            " 1,000 rows."
        ),
    )


class TakeForm(DeskForm):
    """`mark` names the outcome that was shown."""

    mark = HiddenField()
