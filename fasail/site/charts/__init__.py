"""Charts: pure functions of the data to SVG, drawn when the site is built, each with its data as rows for a table."""
