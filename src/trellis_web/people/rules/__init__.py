"""Rules of people files, without a database: columns, rows, the plan of an import."""
