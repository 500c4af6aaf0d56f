"""Lists as the standard's API tells them: a page, and how many there are."""

from collections.abc import Sequence
from typing import Any


def page(
    contents: Sequence[Any], *, number: int, per_page: int, total: int
) -> dict[str, Any]:
    """A page of a list of so many things."""
    pages = max(1, -(-total // per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


def whole(contents: Sequence[Any]) -> dict[str, Any]:
    """All of a list on one page."""
    total = len(contents)
    return page(contents, number=1, per_page=max(1, total), total=total)
