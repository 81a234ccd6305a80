"""How Sphinx builds the documentation: `python -m sphinx -n -W --keep-going docs build/html`.

Warnings are errors (`-W`), references that lead nowhere are warnings (`-n`), and the notebooks under
`examples/` are executed each time. Nothing is fetched: the build works without a network.
"""

import re

import attrs
from sphinx.application import Sphinx

import quotelib

project = "quotelib"
author = "The quotelib authors"
copyright = "The quotelib authors"  # noqa: A001 - Sphinx's name for it
release = version = quotelib.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
exclude_patterns = ["generate_*.py", "conftest.py"]

html_theme = "furo"
html_title = f"quotelib {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
pygments_style = "default"
pygments_dark_style = "github-dark"
# The texts are about quotation marks: they stay as they were typed.
smartquotes = False

# Markdown. Anchors as GitHub makes them, so that links work there and here.
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "deflist"]

# Notebooks: always run, from a clean state, and an error in one is an error of the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_merge_streams = True

# Reference, from the docstrings.
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
# The reference reads these modules without the packages that they are for.
autodoc_mock_imports = ["numpy", "sklearn", "spacy"]
napoleon_google_docstring = True
napoleon_numpy_docstring = False
# As "Args" are shown; napoleon's own form of it says "Variables".
napoleon_custom_sections = [("Attributes", "params_style")]
# Between single backticks in a docstring stands a name.
default_role = "code"
python_use_unqualified_type_names = True
# What is documented elsewhere: the standard library and the packages of the extras.
nitpick_ignore_regex = [
    # Type variables and names of types, which have no entry of their own.
    (
        "py:class",
        r"(.*\.)?(AnyTable|ArrowData|Axes|BatchReader|Coefficients|Context|DataFrame|Dataset|DisplacyStyle|DocSpan|Field|Row|TableName|Token)",
    ),
    ("py:.*", r"(collections|pathlib|typing|os|enum|datetime)\..*"),
    (
        "py:.*",
        r"(dask|datasets|matplotlib|networkx|numpy|pandas|pyarrow|pyspark|sklearn|spacy)\..*",
    ),
]

# A prompt is not copied with the code behind it.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True

DOCTEST_END = re.compile(r"^(```\w[^\n]*\n(?:(?!```).*\n)*?)\n+```$", re.MULTILINE)


def without_last_blank_line(app: Sphinx, page: str, source: list[str]) -> None:  # noqa: ARG001
    """Leave out the blank line that ends the last doctest of a block: readers need not see it."""
    source[0] = DOCTEST_END.sub(r"\1```", source[0])


def default_of(field: attrs.Attribute) -> str:
    """The default of a field of an attrs class, as one would write it."""
    if isinstance(field.default, attrs.Factory):
        return f"{getattr(field.default.factory, '__qualname__', '...')}()"
    return repr(field.default)


def with_defaults(
    app: Sphinx,  # noqa: ARG001
    what: str,  # noqa: ARG001
    name: str,  # noqa: ARG001
    documented: object,
    options: object,  # noqa: ARG001
    signature: str | None,
    returns: str | None,
) -> tuple[str, str | None] | None:
    """The signature of an attrs class with its defaults; Sphinx shows how attrs looks them up."""
    if not signature or not isinstance(documented, type) or not attrs.has(documented):
        return None
    for field in attrs.fields(documented):
        looked_up = rf"(\b{field.name}: [^=]+ = )(?:attr_dict\['{field.name}'\]\.default|NOTHING)"
        default = default_of(field)
        signature = re.sub(looked_up, lambda found, default=default: found[1] + default, signature)
    return signature, returns


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("autodoc-process-signature", with_defaults)
    app.connect("source-read", without_last_blank_line)
