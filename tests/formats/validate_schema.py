#!/usr/bin/env python3
"""Validates *.nines files against the published JSON Schema with python3-jsonschema.

usage: validate_schema.py [--refuse] FILE...
       validate_schema.py --update
Exit status 0 if every file is valid, 1 otherwise. With --refuse every file must be invalid: the schema can fail.
The types of known properties and assumptions stand in the schema as the catalogue has them, which is checked first;
--update writes them anew.
"""
import json
import pathlib
import re
import sys

import jsonschema

RESOURCES = pathlib.Path(__file__).resolve().parents[2] / "resources"
SCHEMA = RESOURCES / "schema" / "nines-1.schema.json"

# As PropertySchema::typeProblem() has it.
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
RULE = {"class": TEXT, "afterDays": {"type": "integer"}, "noncurrent": {"type": "boolean"}}
TYPES = {
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "text": TEXT,
    "choice": TEXT,
    "node": TEXT,
    "choice-list": TEXTS,
    "text-list": TEXTS,
    "node-list": TEXTS,
    "integer-list": {"type": "array", "items": {"type": "integer"}},
    "outage-targets": {"type": ["number", "object"], "additionalProperties": {"type": "number"}},
    "lifecycle": {"type": "array", "items": {"type": "object", "properties": RULE}},
}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def known_kinds(folder):
    kinds = sorted((read(path) for path in (RESOURCES / "catalogue" / folder).glob("*.json")), key=lambda k: k["id"])
    clauses = []
    for kind in kinds:
        types = {p["key"]: TYPES[p["type"]] for p in kind.get("properties", [])}
        if types:
            then = {"properties": {"properties": {"properties": types}}}
            clauses.append({"if": {"properties": {"kind": {"const": kind["id"]}}}, "then": then})
    return {"allOf": clauses}


# What the schema says of types that the catalogue gives, by its name there.
def known_types():
    keys = {p["key"] for p in read(RESOURCES / "catalogue" / "assumptions.json")["properties"]}
    for profile in (RESOURCES / "profiles").glob("*.json"):
        keys |= set(read(profile).get("assumptions", {}))
    return {
        "knownAssumptions": {"properties": {key: TYPES["number"] for key in sorted(keys)}},
        "knownLink": known_kinds("links"),
        "knownNode": known_kinds("kinds"),
    }


# The same as text: a line for each kind.
def known_lines():
    lines = []
    for name, types in known_types().items():
        text = json.dumps(types)
        lines.append(f'    "{name}": ' + re.sub(r'(\{"if"|\]\}$)', r"\n      \1", text).replace("\n      ]}", "\n    ]}").replace(", \n", ",\n"))
    return ",\n".join(lines)


def update():
    text = SCHEMA.read_text(encoding="utf-8")
    known = re.compile(r'    "knownAssumptions".*?(?=\n  \}\n\}\n\Z)', re.DOTALL)
    SCHEMA.write_text(known.sub(lambda _: known_lines(), text), encoding="utf-8")


def problem(validator, path):
    try:
        document = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        return f"no JSON: {error}"
    error = jsonschema.exceptions.best_match(validator.iter_errors(document))
    return f"/{'/'.join(str(part) for part in error.absolute_path)}: {error.message}" if error else None


def main(arguments):
    if arguments == ["--update"]:
        update()
        return 0
    refuse = arguments[:1] == ["--refuse"]
    files = arguments[1:] if refuse else arguments
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    schema = read(SCHEMA)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = False
    if any(schema["$defs"].get(name) != types for name, types in known_types().items()):
        print(f"{SCHEMA}: the catalogue has other types: run {sys.argv[0]} --update", file=sys.stderr)
        failed = True
    for path in files:
        found = problem(validator, path)
        if refuse != (found is not None):
            print(f"{path}: {found or 'valid, but should not be'}", file=sys.stderr)
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
