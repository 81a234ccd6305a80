"""The commands of ``quotelib``, a module each.

A module has one function of click's, ``command``, and imports at its top only what is light: all
modules are loaded to show the list of commands. `quotelib.cli` names them.
"""
