"""Documents taken elsewhere: tables, files, annotation tools, HTML, text. Needs only the records."""
