"""Parameters that papermill gives to a notebook, as Go that nabla runs.

papermill puts a cell behind the one that is tagged "parameters". Here it assigns: the types are those of the variables that the
tagged cell declares, so that 1 can be given for a float64. Lists and objects have to be literals of a type of their own, which is
taken from what is in them.
"""

import json
import math
import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

KERNEL = "nabla"
SCALARS = {bool: "bool", int: "int", float: "float64", str: "string"}


class GoTranslator(Translator):
    """Go for the values of JSON and YAML."""

    DECLARATION = re.compile(
        r"\s*(?:(?P<short>\w+)\s*:=\s*(?P<first>.+?)|var\s+(?P<long>\w+)\s+(?P<type>[^=/]*?)\s*(?:=\s*(?P<value>.+?))?)\s*(?://\s*(?P<help>.*))?")

    @classmethod
    def translate_none(cls, value):
        return "nil"

    @classmethod
    def translate_float(cls, value):
        if math.isnan(value):
            return "math.NaN()"
        if math.isinf(value):
            return "math.Inf(1)" if value > 0 else "math.Inf(-1)"
        return repr(value)

    @classmethod
    def translate_escaped_str(cls, value):
        text = str(value).encode("utf-8", "replace").decode()
        return json.dumps(text, ensure_ascii=False).replace("\ufeff", r"\ufeff")  # which may not stand in a Go file

    @classmethod
    def translate_list(cls, value):
        return cls.literal(value, cls.type_of([value])) if value else "nil"

    translate_dict = translate_list

    @classmethod
    def literal(cls, value, kind):
        """The value as one of a Go type."""
        if isinstance(value, list) and kind.startswith("[]"):
            return f"{kind}{{{', '.join(cls.literal(element, kind[2:]) for element in value)}}}"
        if isinstance(value, dict) and kind.startswith("map[string]"):
            elements = (f"{cls.translate_str(key)}: {cls.literal(element, kind[len('map[string]'):])}" for key, element in value.items())
            return f"{kind}{{{', '.join(elements)}}}"
        return cls.translate(value)

    @classmethod
    def type_of(cls, values):
        """The type that has room for all the values: numbers of both kinds are float64, what differs otherwise is any."""
        if all(isinstance(value, list) for value in values):
            return "[]" + cls.type_of([element for value in values for element in value]) if any(values) else "[]any"
        if all(isinstance(value, dict) for value in values):
            return "map[string]" + cls.type_of([element for value in values for element in value.values()]) if any(values) else "map[string]any"
        types = {SCALARS.get(type(value), "any") for value in values}
        if types == {"int", "float64"}:
            return "float64"
        return types.pop() if len(types) == 1 else "any"

    @classmethod
    def comment(cls, text):
        return f"// {text}".rstrip()

    @classmethod
    def inspect(cls, cell):
        """The variables that the cell declares, one on a line."""
        found = []
        for line in cell["source"].splitlines():
            if match := cls.DECLARATION.fullmatch(line):
                found.append(Parameter(
                    name=match["short"] or match["long"], inferred_type_name=match["type"] or "None",
                    default=match["first"] or match["value"] or "", help=match["help"] or ""))
        return found


class Engine(NBClientEngine):
    """The usual engine. It is here to be registered, so that papermill loads this module."""


papermill_translators.register(KERNEL, GoTranslator)
