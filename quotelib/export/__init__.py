"""Documents taken elsewhere: JSON, flat rows, data frames, HTML, text. Needs only the records."""
