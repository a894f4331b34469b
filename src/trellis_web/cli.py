"""The `trellis` command: the core's commands, and those that need the database."""

import os
import socket
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from trellis.cli import app
from trellis.findings import BadInput

LOOPBACK = "127.0.0.1"
WORKERS = 2


def main() -> None:
    """Runs the command line. Exit code 2 and one sentence per problem for bad input."""
    try:
        app()
    except BadInput as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(2)


def _django(*, demo: bool = False) -> None:
    """Loads the project; `demo` switches the demo on for this process and its children."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trellis_web.config.settings")
    if demo:
        os.environ["TRELLIS_DEMO"] = "true"
    import django

    django.setup()


def _prepare() -> None:
    """Brings the tables up to date, and the static files when the program is newer than they."""
    from django.conf import settings
    from django.core.management import call_command

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    if _tables_are_old():
        call_command("migrate", verbosity=0, interactive=False)
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists() or _static_is_old():
        call_command("collectstatic", verbosity=0, interactive=False)


def _tables_are_old() -> bool:
    """Looking is fast; Django's command costs a second even when there is nothing to do."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _static_is_old() -> bool:
    from django.conf import settings

    stamp = (Path(settings.STATIC_ROOT) / "staticfiles.json").stat().st_mtime
    ours = (settings.ROOT / "ui" / "static").rglob("*")
    return any(path.stat().st_mtime > stamp for path in ours)


@app.command()
def demo(
    people: Annotated[int, typer.Option(help="How many invented people.", min=1)] = 240,
    seed: Annotated[int, typer.Option(help="The same seed gives the same organisation.")] = 2026,
) -> None:
    """Build the demo organisation in an empty database."""
    _django(demo=True)
    _prepare()
    from trellis_web.demo import build

    if build.is_built():
        raise BadInput.at(
            "demo-exists", "demo", "The demo is there already.", "Empty the database first."
        )
    _build_demo(people, seed)


def _build_demo(people: int, seed: int) -> None:
    from django.utils import timezone

    from trellis_web.demo import build

    build.require_no_real_people()
    typer.echo("Building the demo organisation ...")
    build.build_demo(people, seed=seed, now=timezone.now())


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = LOOPBACK,
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    demo: Annotated[
        bool, typer.Option("--demo", help="Serve the demo, and build it when it is not there.")
    ] = False,
    workers: Annotated[int, typer.Option(help="Processes.", min=1, max=16)] = WORKERS,
) -> None:
    """Serve the pages."""
    _django(demo=demo)
    if demo:
        from trellis_web.demo import build
        from trellis_web.demo.organisation import SIZE

        build.refuse_outside_loopback(host)
    _refuse_taken_port(host, port)
    _prepare()
    if demo:
        build.require_no_real_people()
        if not build.is_built():
            _build_demo(SIZE, build.SEED)
    _welcome(host, port, demo=demo)
    from trellis_web.config.worker import Keeper

    with Keeper():
        _granian(host, port, workers)


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadInput.at(
                "port",
                f"{host}:{port}",
                f"{host}:{port} cannot be listened on: {error.strerror}.",
                "Stop the other program, or choose a port with --port.",
            ) from error


def _welcome(host: str, port: int, *, demo: bool) -> None:
    typer.echo(f"\nTrellis is at http://{host}:{port}/\n")
    if demo:
        from trellis_web.demo import build

        typer.echo(f"Sign in with the password {build.PASSWORD} as\n")
        for email, who in build.sign_ins():
            typer.echo(f"  {email:36} {who}")
        typer.echo("")


def _granian(host: str, port: int, workers: int) -> None:
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces

    connections.close_all()
    server = Granian(
        "trellis_web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        respawn_failed_workers=True,
    )
    server.serve()


@app.command()
def work(
    parent: Annotated[int | None, typer.Option(help="End when this process is gone.")] = None,
) -> None:
    """Run background jobs, mail and timers. `trellis serve` does it by itself."""
    _django()
    from trellis_web.config.worker import Work

    Work(parent).run()


@app.command()
def timers() -> None:
    """Run the timers whose time has come, once. For cron, where no worker runs."""
    _django()
    from django.utils import timezone

    from trellis_web.config.timers import TIMERS
    from trellis_web.notices.actions.timers import run_timers

    for name in run_timers(TIMERS, now=timezone.now()):
        typer.echo(name)


@app.command()
def admin(
    email: Annotated[str, typer.Argument(help="The e-mail address of the first administrator.")],
    name: Annotated[str, typer.Argument(help="Their name.")],
) -> None:
    """Make the first HR administrator of an empty installation, and print the link to sign in."""
    _django()
    _prepare()
    from django.utils import timezone

    from trellis_web.access.actions import found_administrator
    from trellis_web.people.emails import password_link

    person = found_administrator(email=email, name=name, now=timezone.now())
    typer.echo(f"{person.name} is HR administrator. Choose a password within three days at")
    typer.echo(password_link(person))


@app.command()
def readiness(
    what: Annotated[Literal["refresh"], typer.Argument(help="There is one thing to do.")] = (
        "refresh"
    ),
    everyone: Annotated[
        bool, typer.Option("--all", help="Read every record anew: for repair, and for proof.")
    ] = False,
) -> None:
    """Store what time alone has changed. Run it once a night."""
    _django()
    from django.utils import timezone

    from trellis_web.reviews.actions import reassess_due, reassess_everyone

    store = reassess_everyone if everyone else reassess_due
    typer.echo(f"{store(today=timezone.localdate())} rows changed.")


@app.command()
def due() -> None:
    """Remind owners and HR of frameworks that are to be looked at again. Run it once a night."""
    _django()
    from django.utils import timezone

    from trellis_web.frameworks.actions import remind_due

    told = remind_due(today=timezone.localdate(), now=timezone.now())
    typer.echo(f"{told} frameworks are due; their owners and HR were told.")


@app.command()
def audit() -> None:
    """Check the chain of the audit trail. Exit code 1 when it is broken."""
    _django()
    from trellis_web.audit.queries import broken_links

    broken = broken_links()
    typer.echo("The trail is whole." if not broken else f"Broken at: {broken}")
    raise typer.Exit(1 if broken else 0)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")],
) -> None:
    """Write the database and the evidence files to one file. Works while the program runs."""
    _django()
    from django.utils import timezone

    from trellis_web.backup.run import back_up

    made = back_up(file, now=timezone.now())
    typer.echo(f"{file} holds {sum(made.tables.values())} rows and {made.files} evidence files.")
    typer.echo("The secret key is not inside: keep it elsewhere.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `trellis backup` wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace everything that is here.")
    ] = False,
) -> None:
    """Put a backup in place of an empty installation. Stop the program first."""
    _django()
    from trellis_web.backup.run import restore as put_back

    made = put_back(file, replace=replace)
    _prepare()
    typer.echo(f"Restored {sum(made.tables.values())} rows and {made.files} evidence files of")
    typer.echo(f"{made.made_at}. Everybody signs in again.")


@app.command()
def docs(
    folder: Annotated[Path, typer.Argument(help="Where the pages lie.")] = Path("docs/reference"),
    check: Annotated[bool, typer.Option("--check", help="Only look whether they are old.")] = False,
) -> None:
    """Write the reference pages. With --check: exit code 1 when one of them is old."""
    _django()
    from trellis_web import reference

    if not check:
        return reference.write(folder, app)
    faults = reference.faults(folder, app)
    for fault in faults:
        typer.echo(fault, err=True)
    raise typer.Exit(1 if faults else 0)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def manage(context: typer.Context) -> None:
    """Django's own commands: migrate, shell, dbshell."""
    _django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["trellis manage", *context.args])
