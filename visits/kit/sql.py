"""What both databases can compute, each in its own words."""

from typing import Any

from sqlalchemy import Integer, String, column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import TableValuedAlias
from sqlalchemy.sql.functions import FunctionElement


class elements(FunctionElement[str]):  # noqa: N801 (it reads like a function of SQL's)
    """The texts of a column of `Tags`, a row each: join `members(column)` on true."""

    inherit_cache = True


@compiles(elements, "sqlite")
def _(element: elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(elements, "postgresql")
def _(element: elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text({compiler.process(element.clauses, **options)})"


def members(tags: Any) -> TableValuedAlias:
    """The elements of a column of `Tags` as a table with the one column `value`."""
    return elements(tags).table_valued(column("value", String))


class minutes_between(FunctionElement[int]):  # noqa: N801
    """Whole minutes from one column of instants until another."""

    type = Integer()
    inherit_cache = True


@compiles(minutes_between, "sqlite")
def _(element: minutes_between, compiler: SQLCompiler, **options: Any) -> str:
    first, last = (compiler.process(each, **options) for each in element.clauses)
    return f"((strftime('%s', {last}) - strftime('%s', {first})) / 60)"


@compiles(minutes_between, "postgresql")
def _(element: minutes_between, compiler: SQLCompiler, **options: Any) -> str:
    first, last = (compiler.process(each, **options) for each in element.clauses)
    return f"(CAST(EXTRACT(EPOCH FROM {last} - {first}) AS INTEGER) / 60)"
