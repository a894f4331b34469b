"""Contents of files as people and attackers send them."""

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
XML = b'\xef\xbb\xbf <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def png(width: int = 1, height: int = 1) -> bytes:
    """A picture of one colour. 30,000 x 30,000 is 900 kB here and 2.7 GB once it is decoded."""
    packer, row = zlib.compressobj(9), bytes(1 + width * 3)
    data = b"".join([packer.compress(row) for _ in range(height)]) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def archive(*names: str, megabytes: int = 0, mimetype: str = "") -> bytes:
    """A zip file with these names; `megabytes` of nothing in the last one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        if mimetype:
            file.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            with file.open(name, "w", force_zip64=True) as inner:
                for _ in range(megabytes if name == names[-1] else 0):
                    inner.write(bytes(1024 * 1024))
    return made.getvalue()


def docx(megabytes: int = 0) -> bytes:
    """A text document, or a bomb of one."""
    return archive("[Content_Types].xml", "word/document.xml", megabytes=megabytes)
