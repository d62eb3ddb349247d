"""What an organisation says of itself: what does not apply, who owns what, its processes."""
