"""Simulated evenings: a format people can write, a timeline, a player and a recorder."""
