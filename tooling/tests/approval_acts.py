"""Acts that no list of words could say, for the cases of approvals."""
