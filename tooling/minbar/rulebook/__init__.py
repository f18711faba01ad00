"""The pages of the rules: what each asks, why, a wrong and a right example, its source, in three languages.

In English the page of a rule that is a function is its docstring. All else is data, by code:
`pages/<language>/<family>.yml`, with `what`, `why` and, where a language wants its own, `wrong`, `right` and
`source`.
"""
