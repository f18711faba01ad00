"""The public site: a pure function of an Edition, templates and shells."""
