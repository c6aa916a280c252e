"""The reader does something for every action of the server's table of keys, and for nothing else."""

import re
from pathlib import Path

from models.key_table import ACTIONS

SOURCE = Path(__file__).parents[2] / "highlighter" / "frontend" / "src" / "view" / "keys.ts"


def test_the_reader_runs_every_action_of_the_table_in_its_order() -> None:
    table = SOURCE.read_text("utf-8").split("export const RUN = {")[1].split("} as const")[0]
    names = re.findall(r"^  (\w+): \(", table, flags=re.MULTILINE)

    assert names == [action.name for action in ACTIONS]
