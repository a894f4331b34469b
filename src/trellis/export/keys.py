"""The key pair that signs exports: made once, kept where only the program reads it."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from trellis.findings import BadInput


def kept_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file; made there (readable by its owner alone) when there is none.

    Two processes at once agree on one: a file is put in its place whole, and never replaced.
    Raises `BadInput` for a file that holds no such key.
    """
    if not path.exists():
        _make(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput.at(
            "export-key-unreadable",
            str(path),
            f"{path.name} holds no Ed25519 key.",
            "Bring it back from a backup.",
        )
    return key


def _make(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.") as file:  # mode 0600
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """The public half, to hand out."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public(pem: bytes) -> Ed25519PublicKey:
    """A public key. Raises `BadInput` for anything else."""
    try:
        key = load_pem_public_key(pem)
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise BadInput.at(
            "export-key-wrong",
            "key",
            "This file holds no public Ed25519 key.",
            "Take the one from /.well-known/trellis-export-key.pem of the installation.",
        )
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the public key as DER, in hex: tells which key signed."""
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
