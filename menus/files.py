"""Reads a catalogue document from a YAML file, or from all files of a folder (one edition)."""

from pathlib import Path
from typing import Any

import yaml

REVIEWED = Path(__file__).parent / "data" / "reconstruction-1"


class BadFile(ValueError):
    """A file that holds no document; the sentence stands in `menus.sentences.FILES`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


class _Twice(yaml.constructor.ConstructorError):
    """A field that stands twice: YAML would silently keep the last one."""


class _Loader(yaml.SafeLoader):
    """Plain data only, dates as they are written, no field twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[str] = set()
    for key, _value in node.value:
        name = str(key.value)
        if name in seen:
            raise _Twice(problem=name, problem_mark=key.start_mark)
        seen.add(name)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
# What PyYAML lets through when a tag such as !!int or !!bool stands before something else.
WRONG_TAG = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError)


def read(path: Path) -> dict[str, Any]:
    """The document in a file, or in a folder: there lists of one name are joined in the order of the files.

    Raises BadFile.
    """
    if path.is_dir():
        return _joined(path)
    if not path.is_file():
        raise BadFile("nothing_there", path=path.name)
    return _one(path)


def _joined(folder: Path) -> dict[str, Any]:
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise BadFile("no_files", path=folder.name)
    whole: dict[str, Any] = {}
    for file in files:
        for key, value in _one(file).items():
            if isinstance(value, list) and isinstance(whole.get(key, []), list):
                whole[key] = [*whole.get(key, []), *value]
            elif key in whole:
                raise BadFile("in_two_files", path=file.name, key=key)
            else:
                whole[key] = value
    return whole


def _one(path: Path) -> dict[str, Any]:
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 – a SafeLoader
    except (OSError, UnicodeDecodeError, yaml.reader.ReaderError):
        raise BadFile("not_readable", path=path.name) from None
    except _Twice as twice:
        raise BadFile("field_twice", path=path.name, line=_line(twice), key=twice.problem) from None
    except yaml.MarkedYAMLError as error:
        column = error.problem_mark.column + 1 if error.problem_mark else 1
        raise BadFile("not_yaml", path=path.name, line=_line(error), column=column, why=error.problem or "") from None
    except RecursionError:
        raise BadFile("too_deep", path=path.name) from None
    except WRONG_TAG as error:
        raise BadFile("wrong_tag", path=path.name, why=str(error)[:80]) from None
    if not isinstance(found, dict):
        raise BadFile("not_a_mapping", path=path.name)
    return found


def _line(error: yaml.MarkedYAMLError) -> int:
    return error.problem_mark.line + 1 if error.problem_mark else 1
