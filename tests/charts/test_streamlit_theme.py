"""Streamlit's own colours and ours are written in two places and stay one set."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from charts.palette import DEFAULT_TAGS, MODES, PAGE, TAG_PALETTE, Mode

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return tomllib.loads(CONFIG.read_text("utf-8"))


@pytest.mark.parametrize("mode", MODES)
def test_the_theme_has_the_colours_of_the_palette(config: dict[str, Any], mode: Mode) -> None:
    theme, page = config["theme"][mode], PAGE[mode]
    assert theme["primaryColor"] == page.primary
    assert theme["backgroundColor"] == page.page
    assert theme["secondaryBackgroundColor"] == page.panel
    assert theme["textColor"] == theme["linkColor"] == page.ink
    assert theme["borderColor"] == theme["dataframeBorderColor"] == page.hairline
    assert (theme["greenColor"], theme["redColor"]) == (page.saved, page.failed)
    assert theme["sidebar"]["backgroundColor"] == page.sidebar
    areas = [TAG_PALETTE[name].of(mode).area for name in DEFAULT_TAGS]
    assert theme["chartCategoricalColors"] == areas


def test_streamlit_knows_every_option(config: dict[str, Any]) -> None:
    from streamlit.config import get_config_options

    def names(table: dict[str, Any], prefix: str = "") -> list[str]:
        found = []
        for key, value in table.items():
            found += names(value, f"{prefix}{key}.") if isinstance(value, dict) else [prefix + key]
        return found

    assert set(names(config)) <= set(get_config_options())


def test_a_desk_is_private_and_shows_no_traceback(config: dict[str, Any]) -> None:
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
