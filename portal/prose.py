"""Turns what editors write in Markdown into HTML that can carry no script."""

import re
from urllib.parse import urlsplit

import markdown
import nh3

TAGS = {"p", "br", "hr", "h2", "h3", "ul", "ol", "li", "blockquote", "a"}
TAGS |= {"strong", "em"}
SCHEMES = {"http", "https", "mailto", "tel"}
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\]")


def safe_address(address: str) -> bool:
    """Whether a link may lead there: a known scheme, or a path on this portal."""
    if not address or _UNSAFE.search(address) or address.startswith("//"):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.hostname) and "@" not in parts.netloc
    return parts.scheme in SCHEMES or not (parts.scheme or parts.netloc)


def to_html(text: str) -> str:
    """Markdown to HTML; HTML inside it is shown as text, pictures are left out."""
    reader = markdown.Markdown(extensions=["sane_lists"], output_format="html")
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    for picture in ("image_link", "image_reference", "short_image_ref"):
        reader.inlinePatterns.deregister(picture)
    return nh3.clean(
        reader.convert(text),
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if safe_address(value) else None
    return value if value.isdecimal() else None
