"""Fasail: a source-cited data package on the Iran-aligned armed groups of Iraq."""
