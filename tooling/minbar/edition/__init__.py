"""What may be shown to one audience at one instant. Outputs see this and nothing else."""

from minbar.edition.edition import Audience, Edition, Published, Shown, preview, take

__all__ = ["Audience", "Edition", "Published", "Shown", "preview", "take"]
