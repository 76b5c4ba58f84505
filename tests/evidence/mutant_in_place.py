"""Puts a mutant in the place of the real code in this process; meant for a fork that ends after the tests."""

import ast
import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.evidence.mutating import Mutant

# A file, and the line and column where a function begins.
Came = tuple[str, int, int]


class WouldNotLoad(Exception):
    """With this mistake nobody could even start the program."""


def put_in_place(module: ModuleType, source: str, mutant: Mutant) -> bool:
    """Inside a function: new code for it, wherever it went. In the file itself: the names it gives anew. False where
    nothing could be replaced.
    """
    if mutant.around:
        return _put_code(module, source, mutant)
    return _put_names(module, source, mutant)


# ---- code ----------------------------------------------------------------------------------------------


def _put_code(module: ModuleType, source: str, mutant: Mutant) -> bool:
    """Old and new code, side by side, from the outer function inwards."""
    file = str(module.__file__)
    old, new = compile(source, file, "exec"), compile(mutant.tree, file, "exec")
    pairs = {id_of(one): (one, other) for one, other in _side_by_side(old, new) if one != other and one is not old}
    done = 0
    for function in _functions(module):
        if (pair := pairs.get(id_of(function.__code__))) and pair[0] == function.__code__:
            if len(pair[1].co_freevars) != len(function.__code__.co_freevars):
                continue
            function.__code__ = pair[1]
            done += 1
    return done > 0


def id_of(code: CodeType) -> tuple[str, int, bytes]:
    """What tells two functions of one file apart."""
    return code.co_qualname, code.co_firstlineno, code.co_code


def _side_by_side(old: CodeType, new: CodeType) -> list[tuple[CodeType, CodeType]]:
    """Every function in both, by name and place in the source."""
    inner_old = [one for one in old.co_consts if isinstance(one, CodeType)]
    inner_new = [one for one in new.co_consts if isinstance(one, CodeType)]
    pairs = [(old, new)]
    if len(inner_old) == len(inner_new):
        for one, other in zip(inner_old, inner_new, strict=True):
            pairs += _side_by_side(one, other)
    return pairs


def _functions(module: ModuleType) -> list[FunctionType]:
    """Every function that was made by this file, wherever it is held."""
    gc.unfreeze()
    # Of its very type: asking a lazy object what it is wakes it.
    return [one for one in gc.get_objects() if type(one) is FunctionType and one.__module__ == module.__name__]


# ---- which functions a test comes by ---------------------------------------------------------------------

MARK = "mark_of_a_test"


class _Marked(ast.NodeTransformer):
    """Every function says first that somebody came by."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(value=_call(node)))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        both = ast.Tuple(elts=[_call(node), node.body], ctx=ast.Load())
        node.body = ast.Subscript(value=both, slice=ast.Constant(value=1), ctx=ast.Load())
        return node


def _call(node: ast.FunctionDef | ast.Lambda) -> ast.Call:
    """A word to the one who keeps count."""
    name = ast.Name(id=MARK, ctx=ast.Load())
    place = [ast.Constant(value=node.lineno), ast.Constant(value=node.col_offset)]
    return ast.Call(func=name, args=list[ast.expr](place), keywords=[])


@contextmanager
def marks(seen: set[Came], rooms: Iterable[tuple[ModuleType, str]]) -> Iterator[None]:
    """While it lasts, every function of these rooms that is called is written down: much quicker than looking on."""
    real: list[tuple[FunctionType, CodeType]] = []
    for module, source in rooms:
        file = str(module.__file__)
        setattr(module, MARK, partial(_came, seen, file))
        tree = ast.fix_missing_locations(_Marked().visit(ast.parse(source)))
        pairs = dict(_side_by_side(compile(source, file, "exec"), compile(tree, file, "exec")))
        for function in _known(module):
            if (other := pairs.get(function.__code__)) and other.co_freevars == function.__code__.co_freevars:
                real.append((function, function.__code__))
                function.__code__ = other
    yield
    for function, code in real:
        function.__code__ = code


def _came(seen: set[Came], file: str, line: int, column: int) -> None:
    """Somebody came by here."""
    seen.add((file, line, column))


@cache
def _known(module: ModuleType) -> list[FunctionType]:
    """Looked for once: it takes a while."""
    return _functions(module)


# ---- names ---------------------------------------------------------------------------------------------


def _put_names(module: ModuleType, source: str, mutant: Mutant) -> bool:
    """The assignment with the mistake is done anew, and those that lean on it; every room that took the name has it."""
    before = {ast.dump(node) for node in ast.parse(source).body}
    changed: dict[str, Any] = {}
    space = vars(module)
    old = dict(space)
    for node in mutant.tree.body:
        if not isinstance(node, (ast.Assign, ast.AnnAssign)):
            continue
        leans = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
        if ast.dump(node) in before and not leans & changed.keys():
            continue
        try:
            exec(compile(ast.Module(body=[node], type_ignores=[]), str(module.__file__), "exec"), space)
        except Exception as error:
            raise WouldNotLoad from error
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        changed |= {one.id: space[one.id] for one in targets if isinstance(one, ast.Name)}
    for other in list(sys.modules.values()):
        for name, value in changed.items():
            if getattr(other, "__dict__", {}).get(name) is old[name]:
                setattr(other, name, value)
    _put_defaults({id(old[name]): value for name, value in changed.items()}, module)
    return bool(changed)


def _put_defaults(new: dict[int, Any], module: ModuleType) -> None:
    """A value that is the default of an argument."""
    for function in _functions(module):
        if function.__defaults__:
            function.__defaults__ = tuple(new.get(id(one), one) for one in function.__defaults__)
        if function.__kwdefaults__:
            function.__kwdefaults__ = {key: new.get(id(one), one) for key, one in function.__kwdefaults__.items()}
