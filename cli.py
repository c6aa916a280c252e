"""The `workbench` command: import, export, people, projects, tokens, the database, the demo."""

import errno
import io
import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from formats.exchange.choices import NewProject
from models import backups, checks, database, migrations
from models.admission import link_by_address
from models.counting import count_all, count_changed
from models.errors import BadInput, ProjectClosed, WorkbenchError
from models.people import give_role, set_role
from models.project import all_projects, create_project, project_by_name
from models.project_settings import archive_project, bring_back_project
from models.queries.export_asked import read_filters
from models.refusal import record_refusal
from models.reviewer import reviewer_by_handle
from models.statistics import keep_statistics
from models.token import create_personal_token
from seeds.demo import seed_demo
from seeds.tag_set import default_guidelines, default_tags
from settings import SettingError, settings
from words import say

P = ParamSpec("P")
T = TypeVar("T")
PATH = click.Path(path_type=Path)


def in_a_sentence(command: Callable[P, T]) -> Callable[P, T]:
    """A domain error becomes one sentence on stderr and the exit code 1."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except (WorkbenchError, SettingError) as error:
            if isinstance(error, ProjectClosed):
                with database.current().begin() as session:
                    record_refusal(session, None, error, "command line")
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads has read enough
                raise
            why = error.strerror or error
            raise click.ClickException(say("cli.system", path=error.filename, why=why)) from error

    return told


def opened(prepare: bool = True) -> database.Database:
    """The configured database, made ready as at a start of the server."""
    found = database.configure(settings().database_url)
    if prepare:
        copy = migrations.prepare(found)
        if copy:
            click.echo(say("cli.copied", path=copy), err=True)
    return found


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The Fact-check Workbench on the command line."""
    # A file's name may be no text, and a terminal may know few letters.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.group()
def project() -> None:
    """Projects: make one, list them, archive one and bring it back."""


@project.command("create")
@click.argument("name")
@in_a_sentence
def project_create(name: str) -> None:
    """Make a project NAME with the default tags and guidelines."""
    with opened().begin() as session:
        made = create_project(session, None, name, default_tags(), default_guidelines())
        click.echo(say("cli.project_created", name=made.name))


@project.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@in_a_sentence
def project_list(as_json: bool) -> None:
    """List the projects by name."""
    with opened().read() as session:
        found = [{"id": one.id, "name": one.name} for one in all_projects(session)]
    if as_json:
        click.echo(json.dumps({"projects": found}))
    else:
        for one in found:
            click.echo(one["name"])


@project.command("archive")
@click.argument("name")
@in_a_sentence
def project_archive(name: str) -> None:
    """Close the project NAME: it can be read and exported, and takes no changes."""
    with opened().begin() as session:
        archive_project(session, None, project_by_name(session, name).id)
    click.echo(say("cli.project_archived", name=name.strip()))


@project.command("bring-back")
@click.argument("name")
@in_a_sentence
def project_bring_back(name: str) -> None:
    """Open the archived project NAME again."""
    with opened().begin() as session:
        bring_back_project(session, None, project_by_name(session, name).id)
    click.echo(say("cli.project_back", name=name.strip()))


@main.group()
def reviewer() -> None:
    """Reviewers: add one, invite one, give one another role."""


@reviewer.command("add")
@click.argument("name")
@click.option("--email", required=True, help="The address that becomes the unique handle.")
@click.option("--role", required=True, help="viewer, reviewer, editor or admin.")
@click.option("--project", "project_name", help="One project; without it, all of them.")
@in_a_sentence
def reviewer_add(name: str, email: str, role: str, project_name: str | None) -> None:
    """Add NAME with a role in one project or in all.

    Who is known by this e-mail and name already gets the role, in place of an earlier one.
    """
    with opened().begin() as session:
        where = project_by_name(session, project_name) if project_name else None
        person, new = give_role(session, name, email, role, where)
        word = "added" if new else "given" if where else "given_everywhere"
        values = {"name": person.name, "handle": person.handle, "project": project_name}
    click.echo(say(f"cli.reviewer_{word}", role=role, **values))


@reviewer.command("role")
@click.argument("handle")
@click.argument("role")
@click.option("--project", "project_name", help="One project; without it, all of them.")
@in_a_sentence
def reviewer_role(handle: str, role: str, project_name: str | None) -> None:
    """Give HANDLE another ROLE: viewer, reviewer, editor or admin. The last admin keeps theirs."""
    with opened().begin() as session:
        where = project_by_name(session, project_name) if project_name else None
        person = set_role(session, handle, role, where)
        values = {"name": person.name, "handle": person.handle, "project": project_name}
    click.echo(say(f"cli.reviewer_role{'' if where else '_everywhere'}", role=role, **values))


@reviewer.command("invite")
@click.argument("email")
@click.option("--name", help="Add them first, under this name, if nobody has the address yet.")
@click.option("--role", default="reviewer", help="Of somebody new, everywhere: reviewer if unsaid.")
@click.option("--no-second-factor", is_flag=True, help="Who uses the link has no code any more.")
@in_a_sentence
def reviewer_invite(email: str, name: str | None, role: str, no_second_factor: bool) -> None:
    """Print a one-time link by which the person with EMAIL chooses a password.

    For who has a password already it is a way back in. Who has none is invited. The first admin:
    workbench reviewer invite ines@desk.example --name "Ines" --role admin
    """
    auth = settings().auth
    if auth != "accounts":
        raise BadInput("accounts_only", auth=auth)
    with opened().begin() as session:
        made = link_by_address(session, None, email, no_second_factor, name, role)
    click.echo(f"{settings().address}/sign-in/link/{made.secret}")


@main.group()
def token() -> None:
    """API tokens: make one."""


@token.command("create")
@click.argument("email")
@in_a_sentence
def token_create(email: str) -> None:
    """Make a personal API token for the person with this e-mail; print it and nothing else."""
    with opened().begin() as session:
        click.echo(create_personal_token(session, reviewer_by_handle(session, email).id))


@main.group()
def db() -> None:
    """The database: upgrade, check, backup, restore."""


@db.command("upgrade")
@in_a_sentence
def db_upgrade() -> None:
    """Bring the database to this version's schema; an SQLite file is copied first."""
    found = opened(prepare=False)
    if found.is_sqlite:
        if copy := migrations.prepare(found):
            click.echo(say("cli.copied", path=copy), err=True)
    else:
        migrations.upgrade(found)
    click.echo(say("cli.upgraded", schema=migrations.head()))


@db.command("check")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@in_a_sentence
def db_check(as_json: bool) -> None:
    """Check the schema, the references and every stored quote; exit 1 if anything is wrong."""
    problems = checks.problems(opened(prepare=False))
    if as_json:
        click.echo(json.dumps({"problems": problems}))
    else:
        for problem in problems:
            click.echo(problem, err=True)
        if not problems:
            click.echo(say("cli.check_fine"))
    sys.exit(1 if problems else 0)


@db.command("tally")
@in_a_sentence
def db_tally() -> None:
    """Count anew what dashboards sum up; nothing else needs it, unless check says so."""
    found, texts, done = opened(), 0, 1
    with found.begin() as session:
        count_all(session)
    while done:
        with found.begin() as session:
            done = count_changed(session)
        texts += done
    keep_statistics(found)
    click.echo(say("cli.tallied", n=texts))


@db.command("backup")
@click.argument("path", type=PATH)
@in_a_sentence
def db_backup(path: Path) -> None:
    """Write everything to one file, PATH, that either kind of database can restore."""
    rows = backups.backup(opened(), path)
    click.echo(say("cli.backed_up", n=rows, path=path))


@db.command("restore")
@click.argument("path", type=PATH)
@in_a_sentence
def db_restore(path: Path) -> None:
    """Put back what PATH holds; what is there now is backed up beside it first."""
    rows, kept = backups.restore(opened(), path)
    click.echo(say("cli.restored", n=rows, path=path))
    if kept:
        click.echo(say("cli.kept", path=kept), err=True)


@main.command()
@in_a_sentence
def seed() -> None:
    """Put in the demo project, unless it is there."""
    with opened().begin() as session:
        click.echo(seed_demo(session).message)


@main.command("export")
@click.option("--project", "project_name", required=True, help="The project's name.")
@click.option("--format", "format_name", required=True, help="See workbench formats.")
@click.option("--output", required=True, type=PATH, help="The file to write; - is stdout.")
@click.option("--delimiter", default=",", help="For csv-excel: ; instead of the comma.")
@click.option("--tag", multiple=True, help="Only passages with this tag; may be repeated.")
@click.option("--reviewer", multiple=True, help="Only of this handle; may be repeated.")
@click.option("--status", multiple=True, help="submitted, in_progress, assigned or none.")
@click.option("--since", help="Only passages tagged on this day (UTC) or later; or a moment.")
@click.option("--until", help="Only passages tagged until this day, itself included.")
@in_a_sentence
def export_(
    project_name: str, format_name: str, output: Path, delimiter: str, **asked: Any
) -> None:
    """Write a project's labelled data to one file; it appears under its name only when whole."""
    from formats.exchange.commands import export_as_asked  # noqa: PLC0415 (knows every format)

    filters = read_filters(asked)
    done = export_as_asked(opened, project_name, format_name, output, filters, delimiter)
    click.echo(done.told, err=not done.is_file)
    if done.lost:
        click.echo(done.lost, err=True)


@main.command("agreement")
@click.option("--project", "project_name", required=True, help="The project's name.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs: docs/agreement.md.")
@click.option("--fast", is_flag=True, help="Without Mathet's gamma, which takes minutes.")
@in_a_sentence
def agreement_(project_name: str, as_json: bool, fast: bool) -> None:
    """How far the reviewers of a project agree, from readings as they were first submitted.

    Every coefficient on characters, sentences and passages, of all tags and each, of everybody and
    each pair, with what was compared and a 95 % interval, or why it is undefined.
    """
    from agreement.account import account, columns, lines  # noqa: PLC0415 (loads numpy)
    from agreement.gathering import read_texts  # noqa: PLC0415 (the same)
    from models.queries.agreement_rows import agreement_rows  # noqa: PLC0415 (the same)

    with opened().read() as session:
        found = agreement_rows(session, project_by_name(session, project_name).id)
    texts = read_texts(found.texts.texts, found.tags, found.reviewers)
    figures = account(texts, found.in_use, slow=not fast, tell=_progress(as_json))
    if as_json:
        told = {"project": project_name.strip(), **found.not_counted, "figures": figures}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    heads = say("cli.agreement_columns").split("|")
    rows = lines(figures, lambda reason: say(f"agreement.why_{reason}"))
    for line in columns([heads, *rows]):
        click.echo(line)
    click.echo(say("cli.agreement_not_counted", **found.not_counted))


@main.command("trail")
@click.option("--project", "project_name", help="One project; without it, all and the people.")
@click.option("--format", "kind", default="csv", show_default=True, help="csv or jsonl.")
@click.option("--output", required=True, type=PATH, help="The file to write; - is stdout.")
@in_a_sentence
def trail_(project_name: str | None, kind: str, output: Path) -> None:
    """Write the trail, every change as an event, to one file."""
    from formats.exchange.trail import trail_to_file  # noqa: PLC0415 (knows the formats)

    told, in_file = trail_to_file(opened, project_name, kind, output)
    click.echo(told, err=not in_file)


@main.command("import")
@click.argument("paths", nargs=-1, required=True)
@click.option("--project", "project_name", required=True, help="The project's name.")
@click.option("--create", is_flag=True, help="Make the project; its tags are the files' labels.")
@click.option("--format", "format_name", help="Without it, the format is told from the content.")
@click.option("--dry-run", is_flag=True, help="Say what would be imported, and store nothing.")
@click.option("--good-only", is_flag=True, help="Of a file with faults import what is good.")
@click.option("--map", "mapped", multiple=True, metavar="LABEL=TAG", help="May be repeated.")
@click.option("--no-new-tags", is_flag=True, help="Refuse labels that are no tags yet.")
@click.option("--reviewer", help="The handle of who made the passages that name nobody.")
@click.option("--excerpts", is_flag=True, help="Make articles of quotes whose text is missing.")
@click.option("--columns", help="Of a table of articles: text=body,title=headline.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@in_a_sentence
def import_(paths: tuple[str, ...], project_name: str, as_json: bool, **asked: Any) -> None:
    """Import articles and labelled data from files, folders, archives or web addresses.

    What is here already is counted, and added once. Exits 1 if anything was rejected; the good
    files are kept.
    """
    from formats.exchange.commands import import_as_asked  # noqa: PLC0415 (knows every format)
    from formats.exchange.report import together  # noqa: PLC0415 (the same)

    made_of = NewProject(project_name, default_tags(), default_guidelines())
    asked["allow"] = settings().fetch_allow
    told, lines = import_as_asked(opened(), paths, made_of, asked, _progress(as_json))
    if as_json:
        click.echo(json.dumps(told))
    else:
        for one in together(told["rejected"]):
            click.echo(say("cli.rejected_line" if one["n"] else "cli.rejected", **one), err=True)
        for sentence in lines:
            click.echo(sentence)
    sys.exit(1 if told["rejected"] else 0)


def _progress(quiet: bool) -> Callable[[int, int], None]:
    """How far it is, on a terminal's stderr; nothing where a program reads."""

    def tell(done: int, total: int) -> None:
        if not quiet and sys.stderr.isatty():
            click.echo(say("cli.progress", percent=100 * done // total), err=True, nl=done == total)

    return tell


@main.command("formats")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@in_a_sentence
def formats_(as_json: bool) -> None:
    """List the formats: what is read, what is written, how each counts, what it loses."""
    from formats.exchange.known_formats import all_formats, format_table  # noqa: PLC0415 (loads all)

    found = all_formats()
    if as_json:
        click.echo(json.dumps({"formats": found}))
    else:
        for line in format_table(found):
            click.echo(line)
