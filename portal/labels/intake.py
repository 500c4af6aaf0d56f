"""What is said of files that somebody brings, and of rows that cannot be taken."""

from flask_babel import lazy_gettext as _l

NAMES = {
    "verdict": {
        "new": _l("New"),
        "changed": _l("Changed"),
        "same": _l("As it is"),
        "bad": _l("Not to be taken"),
    },
}
FILES = {
    "empty_file": _l("The file is empty."),
    "file_too_big": _l("The file is larger than %(most)s MB. Divide it."),
    "is_picture": _l(
        "This is a picture (%(kind)s), whatever its name says. Choose an XLSX or CSV"
        " file."
    ),
    "is_pdf": _l("This is a PDF. Choose an XLSX or CSV file."),
    "is_archive": _l("This is an archive without a table that the portal knows."),
    "is_document": _l("This is a document, not a table. Choose an XLSX or CSV file."),
    "is_web_page": _l("This is a web page, not a table. Choose an XLSX or CSV file."),
    "is_old_workbook": _l("This is an old Excel file (XLS). Save it as XLSX."),
    "is_binary_workbook": _l("This is a binary Excel file (XLSB). Save it as XLSX."),
    "is_opendocument": _l("This is an OpenDocument file. Save it as XLSX."),
    "is_encrypted": _l("The file is locked with a password. Save it without one."),
    "is_broken": _l("The file is damaged and cannot be read. Save it anew as XLSX."),
    "not_a_table": _l("This is no table. Choose an XLSX or CSV file."),
    "too_big_unpacked": _l(
        "Unpacked, the file is larger than 50 MB. Copy the rows into the template."
    ),
    "too_heavy": _l(
        "Reading the file takes too much memory or time. Copy the rows into the"
        " template."
    ),
    "too_many_rows": _l(
        "The file has more than 1,000 rows. Divide it; the portal takes 1,000 at once."
    ),
    "too_many_columns": _l(
        "The table is wider than any template. Copy the rows into the template."
    ),
    "wrong_encoding": _l(
        "The letters cannot be recognised. Save the file as CSV UTF-8, or as XLSX."
    ),
    "broken_csv": _l("Row %(row)s of the CSV file cannot be read. Save it as XLSX."),
    "broken_json": _l("The file begins as JSON and cannot be read as such."),
    "no_headings": _l(
        "No row of headings was found. Copy the rows into the template: its headings"
        " are known in every language."
    ),
    "same_column_twice": _l("The column “%(column)s” is there twice. Take one out."),
    "file_moved": _l(
        "Something changed in the register meanwhile. Nothing was taken: look again."
    ),
    "nothing_to_take": _l("There is nothing to take in this file."),
}
ROWS = {
    "personal_number": _l(
        "A personal number stands in this row. Take it out: the portal holds no data of"
        " persons in need."
    ),
    "is_formula": _l("A formula stands here. Replace it by its value."),
    "is_merged": _l("Cells are merged here. Separate them, each with its own value."),
    "lost_letters": _l("Letters were lost here (�). Write the text again."),
    "text_too_long": _l("At most %(most)s characters fit here."),
    "cell_needed": _l("This must be filled in."),
    "unknown_word": _l("“%(said)s” is none of the words for this column."),
    "no_flag": _l("Write yes or no. It says “%(said)s”."),
    "no_number": _l("Write a whole number. It says “%(said)s”."),
    "no_day": _l("Write a day as 22. 11. 2026. It says “%(said)s”."),
    "no_hours_said": _l(
        "“%(said)s” cannot be read as hours. Write for instance 8–16, or 8–12,"
        " 17:30–20."
    ),
    "body_not_known": _l(
        "No body here is called “%(said)s”. The list in the template has their names."
    ),
    "town_not_known": _l("No town is called “%(said)s”, or two are."),
    "no_uid": _l("This is no key of the portal. Leave it empty for a new service."),
    "uid_not_known": _l(
        "Your team has no service with this key. Leave it empty for a new service."
    ),
    "name_not_clear": _l(
        "Several services of this body bear this name. Write the key of the one you"
        " mean."
    ),
    "reference_taken": _l("Another service has your key already."),
    "twice_in_file": _l("A row above means the same service."),
    "too_many_contacts": _l("There are more of these than the portal keeps."),
}
NOTES = {
    "read_as": _l("The file was read as %(page)s. Look whether the letters are right."),
    "unknown_column": _l("The column “%(column)s” is not known, and is left out."),
    "missing_columns": _l(
        "These columns are missing: %(columns)s. What the register holds there stays;"
        " new services need them."
    ),
}
REFUSALS = {**FILES, **ROWS, **NOTES}
