"""What a campaign is: typed, immutable, without a disk."""
