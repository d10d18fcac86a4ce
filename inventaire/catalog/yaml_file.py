"""One YAML file, read strictly: no duplicate key, no alias, no tag, and the line of everything."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

PLAIN: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:timestamp": date.fromisoformat,
    "tag:yaml.org,2002:null": lambda _text: None,
    "tag:yaml.org,2002:bool": lambda text: text.lower() in {"true", "yes", "on"},
}


class Unreadable(Exception):  # noqa: N818 - a sentence for a person, like Refusal
    """A YAML file that cannot be taken: at what line, and why, in French."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Keep the place beside the reason."""
        super().__init__(f"{path.name}, ligne {line} : {message}")
        self.path, self.line, self.message = path, line, message


class Entry(dict[str, Any]):
    """A mapping that knows the line it starts on, and the line of each of its keys."""

    line = 1
    key_lines: dict[str, int]


def read_yaml(path: Path) -> Entry:
    """Read a file whose top is a mapping; raise Unreadable with its line otherwise."""
    loader = yaml.CSafeLoader(path.read_bytes())
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise Unreadable(path, line, f"ce n’est pas du YAML ({getattr(fault, 'problem', fault)}).") from None
    if not isinstance(node, yaml.MappingNode):
        raise Unreadable(path, 1, "le fichier doit commencer par une clé.")
    entry: Entry = _Builder(path).build(node)
    return entry


class _Builder:
    """Turn the nodes of one file into plain values."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        """Give the value of a node; a node met twice was an alias."""
        if id(node) in self.seen:
            raise self.fault(node, "les alias (*) ne sont pas admis : répétez le texte.")
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        return self._scalar(node)

    def fault(self, node: yaml.Node, message: str) -> Unreadable:
        """Make the fault of a node."""
        return Unreadable(self.path, node.start_mark.line + 1, message)

    def _mapping(self, node: yaml.MappingNode) -> Entry:
        entry = Entry()
        entry.line, entry.key_lines = node.start_mark.line + 1, {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or key in entry:
                raise self.fault(key_node, f"la clé « {key} » est en double ou n’est pas un mot.")
            entry[key] = self.build(value_node)
            entry.key_lines[key] = key_node.start_mark.line + 1
        return entry

    def _scalar(self, node: yaml.Node) -> Any:
        try:
            return PLAIN[node.tag](node.value)
        except (KeyError, ValueError):
            raise self.fault(node, f"« {node.value} » n’est pas une valeur admise ici.") from None
