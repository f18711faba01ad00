"""The pages of the rules: what each asks, why, a wrong and a right example, its source, in three languages.

In English the page of a rule that is a function is its docstring. All else is data in `data/`, a file
for each family: by code, by language, `what`, `why` and, where a language wants its own, `wrong`,
`right` and `source`. A rule without a function has its English page there too.
"""

from minbar.rulebook.pages import LANGUAGES, Page, read_page

__all__ = ["LANGUAGES", "Page", "read_page"]
