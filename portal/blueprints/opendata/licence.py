"""Under what terms anybody may use the open data."""

NAME = "CC BY 4.0"
ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
OF_PACKAGE = {"name": "CC-BY-4.0", "title": NAME, "path": ADDRESS}
