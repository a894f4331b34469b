"""A document with a signature that anybody can check: Ed25519 over its canonical form.

Canonical is JSON in UTF-8 with sorted keys, no spaces, and no escapes that JSON does not ask for
but that of DEL. A document holds texts, whole numbers, true, false, null, lists and objects (RFC
8032, RFC 8259).
"""

import json
from base64 import b64decode, b64encode
from binascii import Error
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trellis.export.keys import fingerprint, read_public
from trellis.findings import BadInput

SCHEMA = "trellis-signed/1"
ALGORITHM = "Ed25519"
Document = dict[str, Any]


def canonical(document: Document) -> bytes:
    """The bytes that are signed; the same document gives the same ones."""
    text = json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.replace("\x7f", r"\u007f").encode()  # as jq writes it, so that jq can check


def signed(document: Document, key: Ed25519PrivateKey) -> bytes:
    """The file: the document, readable, with its signature."""
    envelope = {
        "schema": SCHEMA,
        "document": document,
        "signature": {
            "algorithm": ALGORITHM,
            "key": fingerprint(key.public_key()),
            "value": b64encode(key.sign(canonical(document))).decode(),
        },
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2).encode() + b"\n"


def verified(file: bytes, public_key: bytes) -> Document:
    """The document of a file that the key signed.

    Raises `BadInput` for a file that is none, that another key signed, or that was changed since.
    """
    key = read_public(public_key)
    document, claimed, value = _read(file)
    if claimed != fingerprint(key):
        raise BadInput.at(
            "export-other-key",
            "signature",
            "This file was signed by another key than the one given.",
            "Take the public key of the installation that the file comes from.",
        )
    try:
        key.verify(value, canonical(document))
    except InvalidSignature:
        raise BadInput.at(
            "export-changed",
            "document",
            "The signature does not fit: the file was changed after it was signed.",
            "Ask its person for the file as they got it.",
        ) from None
    return document


def _read(file: bytes) -> tuple[Document, str, bytes]:
    """The document, the fingerprint and the signature of a file."""
    try:
        found = json.loads(file.decode(), object_pairs_hook=_once, parse_float=_refused)
        document, signature = found["document"], found["signature"]
        right = (found["schema"], signature["algorithm"]) == (SCHEMA, ALGORITHM)
        if not right or not isinstance(document, dict):
            raise ValueError("not a signed document")
        canonical(document)
        return document, str(signature["key"]), b64decode(signature["value"], validate=True)
    except (ValueError, KeyError, TypeError, Error, RecursionError):
        raise BadInput.at(
            "export-unreadable",
            "file",
            "This is no signed export of Trellis.",
            "Give the JSON file as it was downloaded.",
        ) from None


def _once(pairs: list[tuple[str, Any]]) -> Document:
    """An object whose keys each stand once: of two, readers would take different ones."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refused(number: str) -> NoReturn:
    raise ValueError(f"{number} is no whole number")
