"""quotelib inside other libraries, a module each; import the one that you need.

* `quotelib.integrations.spacy`: a pipeline component (the extra ``spacy``);
* `quotelib.integrations.spark`: functions for Spark data frames (``spark``);
* `quotelib.integrations.dask`: Dask data frames (``dask``);
* `quotelib.integrations.datasets`: Hugging Face datasets (``datasets``);
* `quotelib.integrations.sklearn`: counts of acts and kinds as features (``sklearn``).
"""
