"""A baseline with a broken row: file, row and reason are named, all at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.domain.baseline import BaselineError, read_baseline

FILES = Path(__file__).parents[2] / "content/baseline-2017"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FILES, tmp_path / "baseline"))


def replace(old: str, new: str, file: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def append(line: str, file: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as handle:
            handle.write(line + "\n")

    return spoil


def first_line_of(file: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        lines = (folder / file).read_text(encoding="utf-8").splitlines()
        append(lines[1], file)(folder)

    return spoil


def recode(file: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_bytes(text.encode("cp1251", errors="replace"))

    return spoil


def erase(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


TOWNS, VALUES, BODIES = "municipalities.csv", "values.csv", "organisations.csv"
BROKEN = {
    "missing column": (replace("lat;", "latitude;", TOWNS), TOWNS, 1, "missing_column"),
    "cell too many": (
        replace("vranje;Врање", "vranje;;Врање", TOWNS),
        TOWNS,
        2,
        "cell_count",
    ),
    "unknown code": (
        replace(";police;", ";polise;", BODIES),
        BODIES,
        2,
        "unknown_code",
    ),
    "flag": (replace(";yes;", ";da;", TOWNS), TOWNS, 2, "unknown_code"),
    "bad number": (replace("42.55139", "42,55139", TOWNS), TOWNS, 2, "bad_number"),
    "no number": (replace(";;25;", ";;NaN;", VALUES), VALUES, 2, "bad_number"),
    "percent": (replace(";;25;", ";;2500;", VALUES), VALUES, 2, "bad_number"),
    "bad date": (replace("2018-05", "2018-13", TOWNS), TOWNS, 2, "bad_date"),
    "bad period": (
        replace("2018-02/2020-07", "2020/2018", VALUES),
        VALUES,
        2,
        "bad_date",
    ),
    "empty cell": (replace("vranje;Врање", "vranje;", TOWNS), TOWNS, 2, "empty"),
    "bad key": (replace("vranje;Врање", "Vranje!;Врање", TOWNS), TOWNS, 2, "bad_key"),
    "duplicate": (first_line_of(TOWNS), TOWNS, 19, "duplicate_key"),
    "dangling body": (
        replace("jrs_house;jrs;", "jrs_house;nobody;", "services.csv"),
        "services.csv",
        18,
        "dangling",
    ),
    "dangling indicator": (
        replace("practice_target;", "what;", VALUES),
        VALUES,
        2,
        "dangling",
    ),
    "dangling breakdown": (
        replace("age=child", "age=young", VALUES),
        VALUES,
        35,
        "dangling",
    ),
    "no breakdown": (
        replace("age=child", "child", VALUES),
        VALUES,
        35,
        "bad_breakdown",
    ),
    "neither value nor absence": (
        replace(";;25;", ";;;", VALUES),
        VALUES,
        2,
        "value_or_absence",
    ),
    "value and absence": (
        replace(";;25;;", ";;25;unknown;", VALUES),
        VALUES,
        2,
        "value_or_absence",
    ),
    "formula": (replace("GeoNames 784227", "=1+1", TOWNS), TOWNS, 2, "formula"),
    "at formula": (replace("GeoNames 784227", "@SUM(A1)", TOWNS), TOWNS, 2, "formula"),
    "wrong script": (
        replace("vranje;Врање", "vranje;Vranje", TOWNS),
        TOWNS,
        2,
        "not_cyrillic",
    ),
    "wrong language": (
        replace("Врање;Vranje;", "Врање;Врање;", TOWNS),
        TOWNS,
        2,
        "cyrillic",
    ),
    "open quote": (
        replace("vranje;Врање", 'vranje;"Врање', TOWNS),
        TOWNS,
        2,
        "bad_quotes",
    ),
    "wrong encoding": (recode(TOWNS), TOWNS, 2, "encoding"),
    "no file": (erase(TOWNS), TOWNS, 0, "no_file"),
    "confidential place": (
        replace(
            "confidential;women|girls;;",
            "confidential;women|girls;nis;",
            "services.csv",
        ),
        "services.csv",
        3,
        "confidential_place",
    ),
}


@pytest.mark.parametrize(
    ("spoil", "file", "row", "reason"), BROKEN.values(), ids=BROKEN.keys()
)
def test_a_broken_row_is_named_with_its_reason(
    folder: Path, spoil: Callable[[Path], None], file: str, row: int, reason: str
) -> None:
    spoil(folder)
    with pytest.raises(BaselineError) as caught:
        read_baseline(folder)
    found = {(p.file, p.row, p.reason) for p in caught.value.problems}
    assert (file, row, reason) in found
    assert f"{file}, row {row}" in str(caught.value)


def test_all_broken_rows_are_named_at_once(folder: Path) -> None:
    replace("42.55139", "north", TOWNS)(folder)
    replace(";police;", ";polise;", BODIES)(folder)
    append("nothing", VALUES)(folder)
    with pytest.raises(BaselineError) as caught:
        read_baseline(folder)
    assert [(p.file, p.reason) for p in caught.value.problems] == [
        (TOWNS, "bad_number"),
        (BODIES, "unknown_code"),
        (VALUES, "cell_count"),
    ]


def test_an_empty_file_is_named(folder: Path) -> None:
    (folder / VALUES).write_text("", encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        read_baseline(folder)
    assert [p.reason for p in caught.value.problems] == ["empty_file"]


def test_a_missing_file_refuses_none_of_the_rows_that_refer_to_it(
    folder: Path,
) -> None:
    erase("organisations.csv")(folder)
    with pytest.raises(BaselineError) as caught:
        read_baseline(folder)
    assert [p.reason for p in caught.value.problems] == ["no_file"]
