"""From a commit that is cleared to what readers see."""
