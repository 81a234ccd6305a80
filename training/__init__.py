"""Scripts that make the learned files; not part of the installed package."""
