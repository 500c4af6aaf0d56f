"""Packages of tables by others, and what cannot be read of them."""

import io
import zipfile

from portal.hsds.brought import read_hsds
from tests.hsds.test_brought import UID, codes


def packed(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"data/{name}.csv", content)
    return out.getvalue()


def test_tables_by_others_are_joined_and_dangling_links_are_told() -> None:
    found = read_hsds(
        packed(
            organizations="\ufeffid,name,description\nb,Lawyers,x\n",
            services="id,organization_id,name,status,other\n"
            f"{UID},b,Legal aid,active,\n"
            "2,c,Another,active,x\n",
            phones="id,service_id,number\np,2,+381 11 1\nq," + UID + ",'+381 11 2\n",
        )
    )
    (row,) = found.rows
    assert row.values["organisation"] == "Lawyers"
    assert row.values["public_contacts"][0]["value"] == "+381 11 2"
    assert codes(found) == [("hsds_dangling", 3, "organization_id")]


def test_package_without_services_and_a_bomb_are_refused() -> None:
    assert codes(read_hsds(packed(phones="id\n1\n"))) == [("hsds_no_services", 0, "")]
    bomb = packed(services="id,name\n" + "x" * 60_000_000)
    assert len(bomb) < 100_000
    assert codes(read_hsds(bomb)) == [("too_big_unpacked", 0, "")]


def test_terms_that_name_each_other_end() -> None:
    found = read_hsds(
        packed(
            services=f"id,organization_id,name\n{UID},b,N\n",
            organizations="id,name\nb,B\n",
            attributes=f"id,link_id,taxonomy_term_id\na,{UID},t\nc,a,t\nt,t,t\n",
            taxonomy_terms="id,name\nt,T\n",
        )
    )
    assert len(found.rows) == 1
