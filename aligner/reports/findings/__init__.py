"""Findings for people and programs: each module of this folder is a format, named ``as_<name>``."""
