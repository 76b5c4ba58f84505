"""Makes small mistakes in the source of a room, one at a time: each is a mutant that the tests should notice."""

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

# What the opposite of a comparison is, and what lies just beside it.
SWAPS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
# The groups of statuses of the matrix, as the tables write them.
LETTERS = re.compile(r"[DESAWXZ]+")
Function = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One mistake: where it is, what it makes of the code, and the whole source with it in it."""

    line: int
    kind: str
    before: str
    after: str
    # The functions around it, by their place in the source, the outer one first; none at the level of the file.
    around: tuple[tuple[int, int], ...]
    tree: ast.Module

    @property
    def said(self) -> str:
        """To find it again, whatever moves above it."""
        return f"{self.before} -> {self.after}"


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mistake of our kinds, in the order of the source."""
    whole = ast.parse(source)
    for place, (node, around) in enumerate(_places(whole, ())):
        for kind, other in _others(node):
            changed = copy.deepcopy(whole)
            target = next(one for n, (one, _) in enumerate(_places(changed, ())) if n == place)
            yield Mutant(
                line=getattr(node, "lineno", 0), kind=kind, before=_short(node), after=_short(other), around=around,
                tree=ast.fix_missing_locations(_put(changed, target, other)),
            )  # fmt: skip


def _short(node: ast.AST) -> str:
    """One line of it."""
    return " ".join(ast.unparse(node).split())[:90]


def _places(
    node: ast.AST, around: tuple[tuple[int, int], ...]
) -> Iterator[tuple[ast.AST, tuple[tuple[int, int], ...]]]:
    """Every node that may be changed, with the functions around it; no types, no words about the code."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "args", "keywords") and isinstance(
            node, (*Function, ast.ClassDef, ast.AnnAssign, ast.arg)
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_words(child):
                continue
            inside = (*around, (child.lineno, child.col_offset)) if isinstance(child, Function) else around
            yield child, inside
            yield from _places(child, inside)


def _is_words(node: ast.AST) -> bool:
    """A docstring, an import, or a line for the log."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    if not isinstance(node, ast.Expr):
        return False
    said = node.value.value if isinstance(node.value, ast.Constant) else None
    return isinstance(said, str) or (isinstance(node.value, ast.Call) and ast.unparse(node.value).startswith("logger."))


def _put(tree: ast.Module, target: ast.AST, other: ast.AST) -> ast.Module:
    """The tree with the one in the place of the other."""

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            if node is target:
                return ast.copy_location(other, node)
            return self.generic_visit(node)

    Swap().visit(tree)
    return tree


def _others(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What could stand here by mistake."""
    if isinstance(node, ast.Compare):
        yield from _compared(node)
    elif isinstance(node, (ast.BoolOp, ast.UnaryOp, ast.BinOp)):
        yield from _joined(node)
    elif isinstance(node, ast.Constant):
        yield from (("constant", ast.Constant(value=value)) for value in _beside(node.value))
    elif isinstance(node, ast.Return) and node.value is not None and _short(node.value) != "None":
        yield "return", ast.Return(value=ast.Constant(value=None))
    elif isinstance(node, (ast.If, ast.IfExp)):
        yield from (("condition", _with_test(node, value=value)) for value in (True, False))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "removed call", ast.Pass()


def _joined(node: ast.BoolOp | ast.UnaryOp | ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    """And for or, the other way round, and no not."""
    if isinstance(node, ast.BoolOp):
        op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or", ast.BoolOp(op=op, values=node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not", node.operand
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr)):
        bit = ast.BitOr() if isinstance(node.op, ast.BitAnd) else ast.BitAnd()
        yield "and/or", ast.BinOp(left=node.left, op=bit, right=node.right)


def _compared(node: ast.Compare) -> Iterator[tuple[str, ast.AST]]:
    """Another comparison in each place."""
    for place, op in enumerate(node.ops):
        for other in SWAPS[type(op)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield "comparison", ast.Compare(left=node.left, ops=ops, comparators=node.comparators)


def _beside(value: object) -> list[bool | int | str]:
    """A number one off, the other truth, one status group less."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, str) and len(value) > 1 and LETTERS.fullmatch(value):
        return [value[1:], value[:-1]]
    return []


def _with_test(node: ast.If | ast.IfExp, *, value: bool) -> ast.AST:
    """The same with a condition that always says this."""
    other = copy.copy(node)
    other.test = ast.Constant(value=value)
    return other
