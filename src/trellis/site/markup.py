"""HTML that is safe by construction: what is not `Html` is escaped."""

from html import escape

VOID = frozenset({"br", "col", "hr", "img", "link", "meta"})
Attribute = str | bool | None


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: Attribute) -> Html:
    """An element. Plain texts in it are escaped; `class_` is written as `class`, `aria_label` as
    `aria-label`; False and None leave an attribute out, True writes its name alone."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: str) -> Html:
    """Several pieces behind each other; plain texts among them are escaped."""
    return Html("".join(each if isinstance(each, Html) else escape(each) for each in children))


def link(href: str, *children: str, **attributes: Attribute) -> Html:
    """A link; an address that no browser should follow from a page of ours is only a text."""
    scheme = href.split(":", 1)[0].lower() if ":" in href.split("/", 1)[0] else ""
    if scheme not in ("", "http", "https", "mailto"):
        return join(*children)
    return tag("a", *children, href=href, **attributes)


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
