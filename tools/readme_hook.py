"""Makes README.md right on a package index: hatchling runs this when it builds the package.

Links and pictures are relative in the repository and absolute in the package's metadata. The repository's address stands in one
place, `[project.urls]` of pyproject.toml; the links lead to the files of the release's own tag.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?!https?://|#|mailto:)(?P<file>[^)\s]+)\)")


def absolute(text: str, repository: str, version: str) -> str:
    """The text of a README with its relative links below a repository's address, at the tag of a version."""

    def replace(link: re.Match[str]) -> str:
        kind = "raw" if link["picture"] else "blob"
        return f"{link['picture']}[{link['text']}]({repository.rstrip('/')}/{kind}/v{version}/{link['file']})"

    return LINK.sub(replace, text)


class ReadmeHook(MetadataHookInterface):
    """Sets `readme`, which pyproject.toml declares dynamic."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Called by hatchling with the table [project]."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        text = absolute(text, metadata["urls"]["Repository"], metadata["version"])
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def get_metadata_hook() -> type[ReadmeHook]:
    """The hook, for hatchling."""
    return ReadmeHook
