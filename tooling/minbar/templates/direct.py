"""Templates compiled to plainer Python than Jinja2's own: calls are calls, and a text is escaped at once.

Jinja2 asks before each call whether what is called wants to be given the template's context, and
wraps each escaped text so that it is not escaped again. Nothing that our templates can call
wants a context, and what is written out is never escaped again.
"""

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]

FRAGMENTS = "fragments"
"""Where a view keeps what `{% cache %}` has made."""


def written(value: Any) -> str:
    """What `escape` gives, as a text that is written out and asked no more."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    return value if kind is Markup else escape(value)


class DirectCode(CodeGenerator):
    """Writes what Jinja2 would write, but for calls and for what is written out."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Begin with the function that the rest calls."""
        self.writeline(f"from {__name__} import {written.__name__}")
        super().visit_Template(node, frame)

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call it, where its arguments are written one by one and texts are escaped."""
        plain = node.dyn_args is None and node.dyn_kwargs is None and _is_escaped(frame)
        if forward_caller or not plain or any(iskeyword(item.key) for item in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Look into the fragments themselves, where the tag asks for one."""
        if not isinstance(node.node, nodes.Getattr) or node.node.attr != FRAGMENTS:
            super().visit_Getitem(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """Ask without a call whether a name stands for nothing."""
        if node.name != "none" or not isinstance(node.node, nodes.Name):
            super().visit_Test(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(" is None)")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if finalize.src is None and _is_escaped(frame):
            self.write(f"{written.__name__}(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _is_escaped(frame: Frame) -> bool:
    """Tell whether it is certain that what is written out here is escaped."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile
