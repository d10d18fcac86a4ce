"""Inventory files of agents."""
