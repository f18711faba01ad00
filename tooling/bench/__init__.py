"""The benchmark: the same national campaign through Minbar, Hugo, Eleventy and stock MkDocs."""
