"""Markdown as a flat list of blocks with their lines: headings, bullets, paragraphs, tables."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from trellis.findings import BadInput
from trellis.framework.formats.html_table import SPANNED, HtmlBlock, html_blocks
from trellis.framework.formats.markdown_rows import with_wide_heads

MAX_CHARACTERS = 600_000
MAX_NESTING = 100
MAX_INLINE = 5_000
BOLD_HEADING, COLON_HEADING = 7, 8
"""Depths of what is a heading by its look only; real headings have 1 to 6."""

_MARKUP = re.compile(r"[*_`\[\]<>&\\!~]")
_TIGHT_HEADING = re.compile(r"^(#{2,6})(?=[^#\s])", re.MULTILINE)
_TIGHT_BULLET = re.compile(r"\s*(?:[-–•*](?=[A-Z])|[•–]\s+)(.*)")
"""A bullet in a list item that Markdown takes for its text: "-Seeks" without the space."""
_LEAD_LINE = re.compile(r"\s*((?:\*\*|__)[^*\n]{1,60}?(?::(?:\*\*|__)|(?:\*\*|__)\s*[:–—]).*)")
"""A line of a paragraph that begins with a bold word and a colon."""
_FENCE = re.compile(r"\s*(```|~~~)")
_TABLE_TAG = re.compile(r"</?table\b", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """One thing on a page. `depth` is that of a heading (1 is the top) or of a bullet (from 1).

    `lead` is the bold word at the beginning and `text` what follows it; `bold` and `italic` say
    that all of the text is so; `rows` are the cells of a table, `lines` the line of each row.
    """

    kind: str
    line: int
    text: str = ""
    depth: int = 0
    lead: str = ""
    bold: bool = False
    italic: bool = False
    links: tuple[str, ...] = ()
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """The text with its lead."""
        return f"{self.lead}: {self.text}" if self.lead and self.text else self.lead or self.text

    @property
    def texts(self) -> list[str]:
        """Everything that it says, cell by cell."""
        cells = [cell for row in self.rows for cell in row] or [self.whole]
        return [text for text in cells if text not in ("", SPANNED)]


def blocks_of(text: str, name: str, first_line: int = 1) -> list[Block]:
    """The blocks of a page in their order. Raises `BadInput` for what is too large or too deep."""
    if len(text) > MAX_CHARACTERS:
        raise BadInput.at("too-large", name, *_too_large(name, text))
    text = _TIGHT_HEADING.sub(r"\1 ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text, tables = _without_tables(text, name, first_line)
    text = with_wide_heads(text)
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    parser.core.ruler.disable("inline")
    blocks = list(_Walk(parser, name, first_line).blocks(parser.parse(text)))
    return _with_headings(sorted([*blocks, *tables], key=lambda block: block.line))


def page_blocks(data: str, name: str) -> list[Block]:
    """The blocks of a whole HTML page."""
    if len(data) > MAX_CHARACTERS:
        raise BadInput.at("too-large", name, *_too_large(name, data))
    return _with_headings([_of_html(block) for block in html_blocks(data, name)])


def _too_large(name: str, text: str) -> tuple[str, str]:
    sentence = f"'{name}' has {len(text):,} characters."
    return sentence, f"The limit for a page is {MAX_CHARACTERS:,}; split it."


def _without_tables(text: str, name: str, first_line: int) -> tuple[str, list[Block]]:
    """Takes HTML tables out, since Markdown would end them at an empty line."""
    lines, tables, start, depth, fenced = text.split("\n"), list[Block](), 0, 0, False
    for number, line in enumerate(lines):
        fenced ^= bool(not depth and _FENCE.match(line))
        if fenced or not (tags := _TABLE_TAG.findall(line)):
            continue
        start = start if depth else number
        depth += sum(-1 if tag.startswith("</") else 1 for tag in tags)
        if depth <= 0:
            html = "\n".join(lines[start : number + 1])
            tables += [_of_html(block) for block in html_blocks(html, name, start + first_line)]
            lines[start : number + 1] = [""] * (number + 1 - start)
            depth = 0
    if depth:
        place = f"line {start + first_line}"
        remedy = "Close it with </table>."
        raise BadInput.at("table", name, "This table is never closed.", remedy, place)
    return "\n".join(lines), tables


def _of_html(block: HtmlBlock) -> Block:
    return Block(
        block.kind,
        block.line,
        " ".join(block.text.split()),
        block.depth,
        bold=block.bold,
        rows=block.rows,
        lines=block.lines,
    )


class _Walk:
    """Goes through the tokens of one page."""

    def __init__(self, parser: MarkdownIt, name: str, first_line: int) -> None:
        self.parser, self.name, self.first = parser, name, first_line
        self.depth = 0
        self.item = False
        self.heading = 0
        self.rows: list[list[str]] = []
        self.lines: list[int] = []

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        line = self.first
        for token in tokens:
            line = token.map[0] + self.first if token.map else line
            if token.level >= MAX_NESTING - 1:
                sentence = f"Nested more than {MAX_NESTING} deep."
                raise BadInput.at("too-deep", self.name, sentence, "", f"line {line}")
            yield from self._token(token, line)

    def _token(self, token: Token, line: int) -> Iterator[Block]:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self.depth += 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.depth -= 1
        elif kind in ("list_item_open", "list_item_close"):
            self.item = kind == "list_item_open"
        elif kind == "heading_open":
            self.heading = int(token.tag[1])
        elif kind in ("table_open", "tr_open", "table_close"):
            yield from self._table(kind, line)
        elif kind == "inline":
            yield from self._inline(token, line)
        elif kind in ("html_block", "fence", "code_block"):
            yield from self._other(token, line)

    def _table(self, kind: str, line: int) -> Iterator[Block]:
        if kind == "table_open":
            self.rows, self.lines = [], []
        elif kind == "tr_open":
            self.rows.append([])
            self.lines.append(line)
        else:
            yield Block("table", self.lines[0], rows=self.rows, lines=self.lines)
            self.rows = []

    def _inline(self, token: Token, line: int) -> Iterator[Block]:
        if self.rows:
            self.rows[-1].append(self._block("cell", token.content, line, 0).whole)
        elif self.heading:
            block = self._block("heading", token.content, line, self.heading)
            yield replace(block, lead="", text=block.whole.replace("\n", " "))
            self.heading = 0
        elif not self.depth:
            for text, offset in _split(token.content, _LEAD_LINE):
                yield self._block("text", text, line + offset, 0)
        else:
            first, *rest = _split(token.content, _TIGHT_BULLET)
            yield self._block("bullet", first[0], line, self.depth if self.item else self.depth + 1)
            for text, offset in rest:
                yield self._block("bullet", text, line + offset, self.depth + 1)
            self.item = False

    def _other(self, token: Token, line: int) -> Iterator[Block]:
        if token.type == "html_block":
            yield from (_of_html(block) for block in html_blocks(token.content, self.name, line))
        else:
            yield Block("code", line, token.content.strip())

    def _block(self, kind: str, content: str, line: int, depth: int) -> Block:
        if len(content) > MAX_INLINE or not _MARKUP.search(content):
            text = content if kind == "cell" else " ".join(content.split())
            return Block(kind, line, text, depth)
        children: list[Token] = []
        self.parser.inline.parse(content, self.parser, {}, children)
        return _styled(kind, children, line, depth)


def _split(content: str, begins: re.Pattern[str]) -> list[tuple[str, int]]:
    """A text cut before every line that begins something, with the number of its first line."""
    parts: list[tuple[str, int]] = []
    for offset, line in enumerate(content.split("\n")):
        found = begins.fullmatch(line) if offset else None
        if found or not parts:
            parts.append((found[1] if found else line, offset))
        else:
            parts[-1] = (f"{parts[-1][0]}\n{line}", parts[-1][1])
    return parts


def _styled(kind: str, children: list[Token], line: int, depth: int) -> Block:
    """Plain text of a line, with what was bold at its beginning and whether all of it was."""
    pieces: list[tuple[str, bool, bool]] = []
    strong = em = 0
    links: list[str] = []
    for child in children:
        strong += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        em += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        if child.type == "link_open":
            links.append(str(child.attrGet("href") or ""))
        text = _text_of(child, kind)
        if text:
            pieces.append((text, strong > 0, em > 0))
    filled = [piece for piece in pieces if piece[0].strip()]
    lead, rest = _lead(filled)
    text = _joined(rest if lead else pieces, kind)
    return Block(
        kind,
        line,
        text,
        depth,
        lead=lead,
        bold=bool(filled) and all(piece[1] for piece in filled),
        italic=bool(filled) and all(piece[2] for piece in filled),
        links=tuple(links),
    )


def _text_of(child: Token, kind: str) -> str:
    if child.type in ("text", "code_inline"):
        return child.content
    if child.type == "image":
        return str(child.content)
    is_break = child.type == "html_inline" and child.content.lower().startswith("<br")
    if child.type in ("softbreak", "hardbreak") or is_break:
        return "\n" if kind == "cell" or is_break else " "
    return ""


def _joined(pieces: list[tuple[str, bool, bool]], kind: str) -> str:
    text = "".join(piece[0] for piece in pieces)
    if kind == "cell":
        return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    return " ".join(text.split())


def _lead(
    pieces: list[tuple[str, bool, bool]],
) -> tuple[str, list[tuple[str, bool, bool]]]:
    """The bold word before a colon or a dash, and what follows it."""
    count = next((n for n, piece in enumerate(pieces) if not piece[1]), len(pieces))
    head = "".join(piece[0] for piece in pieces[:count]).strip()
    rest = pieces[count:]
    follows = rest[0][0].lstrip() if rest else ""
    if not head or not rest or len(head.split()) > 8:
        return "", pieces
    if head.endswith((":", "–", "-")) or follows[:1] in (":", "–", "—", "-"):
        first = follows.lstrip(":–—- ")
        return head.rstrip(":–- ").strip(), [(first, *rest[0][1:]), *rest[1:]]
    return "", pieces


def _with_headings(blocks: list[Block]) -> list[Block]:
    """Lines in bold, and short lines with a colon above bullets, are headings too; so are bold
    words before a colon that begin several paragraphs."""
    leads = Counter(block.lead.casefold() for block in blocks if block.kind == "text")
    found: list[Block] = []
    after: list[Block | None] = [*blocks[1:], None]
    for block, follower in zip(blocks, after[: len(blocks)], strict=True):
        depth = _heading_by_look(block, follower)
        if block.kind == "text" and block.lead and leads[block.lead.casefold()] > 1:
            found.append(replace(block, kind="heading", depth=BOLD_HEADING, text=block.lead))
            found += [replace(block, lead="")] if block.text else []
        else:
            text = block.whole if depth else block.text
            heading = replace(block, kind="heading", depth=depth, lead="", text=text)
            found.append(heading if depth else block)
    return found


def _heading_by_look(block: Block, after: Block | None) -> int:
    if block.kind != "text" or after is None or after.kind == "heading":
        return 0
    words = len(block.whole.split())
    if (block.bold or (block.lead and not block.text)) and words <= 10:
        return 0 if block.whole.endswith(".") else BOLD_HEADING
    is_label = block.text.endswith(":") and words <= 5 and not block.lead
    return COLON_HEADING if is_label and after.kind == "bullet" else 0
