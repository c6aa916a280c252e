"""A Hugging Face dataset folder as a zip: Parquet with a row an article, and a dataset card.

Writes only. `data/train-00000-of-00001.parquet` has a row a text with its passages as `spans`, a
list of structs; `README.md` is the card, whose YAML describes features and split, so that
`datasets.load_dataset(folder)` reads the unpacked folder. (`dataset_infos.json`, which older
versions of the library wrote, is superseded by that YAML.)

Offsets count code points, half-open, from 0.
"""

from collections.abc import Iterator
from importlib import import_module

from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.zip_stream import stream_zip

NAME = "huggingface"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
OFFSETS = "code points"
CARRIES_NOT = (
    "reading_states",
    *BESIDE_PASSAGES,
    "others_seen",
)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """The zip; the library that makes its rows is not loaded before somebody asks for one."""
    folder = import_module("formats.annotations.huggingface_folder")
    yield from stream_zip(folder.members(dataset, options), options.made_at)
