"""The container files name only what there is: files, settings, commands, ports, services."""

import re
from typing import Any

import typer.main
import yaml

from integrations.cli.app import app
from integrations.settings import FROM_FILE, Settings, variable
from tests.architecture.tree import PACKAGES, ROOT

CONTAINERFILE = (ROOT / "Containerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
LINES = re.sub(r"\\\n\s*", " ", CONTAINERFILE).splitlines()


def instructions(name: str) -> list[str]:
    """The rest of each line that begins with an instruction."""
    return [line.removeprefix(f"{name} ") for line in LINES if line.startswith(f"{name} ")]


def test_every_file_that_is_copied_is_there_and_let_through() -> None:
    let_through = [
        line[1:] for line in (ROOT / ".containerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    ]  # fmt: skip
    for line in instructions("COPY"):
        if line.startswith("--from="):
            continue
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
            assert any((ROOT / name) in ROOT.glob(one) for one in let_through), name


def test_every_package_of_the_program_is_in_the_image() -> None:
    copied = {name for line in instructions("COPY") for name in line.split()}
    assert set(PACKAGES) <= copied


def test_both_names_of_the_list_of_what_is_left_out_say_the_same() -> None:
    names = (".containerignore", ".dockerignore")
    assert len({(ROOT / name).read_text("utf-8") for name in names}) == 1


def test_every_variable_is_a_setting() -> None:
    known = {variable(name) for name in Settings.model_fields}
    named = re.findall(r"\bCLAUSEWISE_[A-Z_]+", CONTAINERFILE)
    named += [name for one in SERVICES.values() for name in one.get("environment", {})]
    ours = [name for name in named if name.startswith("CLAUSEWISE_")]
    assert ours
    assert {name.removesuffix(FROM_FILE) for name in ours} <= known


def test_the_image_starts_a_command_that_there_is_with_options_that_it_takes() -> None:
    [entry], [command] = instructions("ENTRYPOINT"), instructions("CMD")
    assert yaml.safe_load(entry) == ["clausewise"]
    name, *options = yaml.safe_load(command)
    group = typer.main.get_command(app)
    assert hasattr(group, "commands")
    known = {one for option in group.commands[name].params for one in option.opts}
    assert {one for one in options if one.startswith("--")} <= known


def test_it_does_not_run_as_root_and_nothing_is_written_but_the_volumes() -> None:
    *_, user = instructions("USER")
    assert user not in ("root", "0")
    assert instructions("VOLUME") == ["/data"]
    for name in ("api", "chroma"):
        assert SERVICES[name]["read_only"] is True
        assert SERVICES[name]["cap_drop"] == ["ALL"]


def test_the_port_that_is_served_is_the_one_that_is_asked_and_opened_to_this_machine_alone() -> (
    None
):
    [port] = instructions("EXPOSE")
    [command] = instructions("CMD")
    assert port in yaml.safe_load(command)
    assert f":{port}/readyz" in CONTAINERFILE
    assert SERVICES["api"]["ports"] == [f"127.0.0.1:{port}:{port}"]


def test_it_waits_for_services_that_tell_when_they_are_well() -> None:
    for name, how in SERVICES["api"]["depends_on"].items():
        assert how == {"condition": "service_healthy"}
        assert SERVICES[name]["healthcheck"]["test"]


def test_addresses_secrets_networks_and_volumes_are_those_of_the_file() -> None:
    chroma = SERVICES["api"]["environment"]["CLAUSEWISE_CHROMA_URL"]
    assert chroma == f"http://chroma:{SERVICES['chroma']['command'][-1]}"
    made = (ROOT / "scripts" / "secrets.sh").read_text("utf-8")
    for name, one in COMPOSE["secrets"].items():
        assert one["file"] == f"./secrets/{name}"
        assert f"secrets/{name}" in made
    for one in SERVICES.values():
        assert set(one.get("secrets", [])) <= set(COMPOSE["secrets"])
        assert set(one["networks"]) <= set(COMPOSE["networks"])
        named = {volume.split(":")[0] for volume in one["volumes"]}
        assert {name for name in named if not name.startswith(".")} <= set(COMPOSE["volumes"])
    paths = [
        value for one in SERVICES.values() for name, value in one.get("environment", {}).items()
        if name.endswith(FROM_FILE)
    ]  # fmt: skip
    assert {path.rsplit("/", 1)[1] for path in paths} == set(COMPOSE["secrets"])


def test_the_database_is_told_by_the_name_of_its_service() -> None:
    assert "@postgres/clausewise" in (ROOT / "scripts" / "secrets.sh").read_text("utf-8")
    told = SERVICES["postgres"]["environment"]
    assert (told["POSTGRES_USER"], told["POSTGRES_DB"]) == ("clausewise", "clausewise")
