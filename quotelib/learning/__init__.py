"""Linear models: parameter files, scoring, decoding; no training code."""
