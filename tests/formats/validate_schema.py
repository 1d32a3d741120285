#!/usr/bin/env python3
"""Validates *.nines files against the published JSON Schema with python3-jsonschema.

usage: validate_schema.py [--refuse] FILE...
Exit status 0 if every file is valid, 1 otherwise. With --refuse every file must be invalid: the schema can fail.
"""
import json
import pathlib
import sys

import jsonschema

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "resources" / "schema" / "nines-1.schema.json"


def problem(validator, path):
    try:
        document = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        return f"no JSON: {error}"
    error = jsonschema.exceptions.best_match(validator.iter_errors(document))
    return f"/{'/'.join(str(part) for part in error.absolute_path)}: {error.message}" if error else None


def main(arguments):
    refuse = arguments[:1] == ["--refuse"]
    files = arguments[1:] if refuse else arguments
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = False
    for path in files:
        found = problem(validator, path)
        if refuse != (found is not None):
            print(f"{path}: {found or 'valid, but should not be'}", file=sys.stderr)
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
