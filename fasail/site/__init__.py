"""The site: pages are pure functions of the data; `hook` alone hands them to MkDocs."""
