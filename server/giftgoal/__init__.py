"""Giftgoal: a self-hosted gift-goal overlay for live streams."""
