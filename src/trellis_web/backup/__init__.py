"""Backup and restore: the database and the evidence files in one archive that notices any change.

The file is a tar archive, followed by one line with the SHA-256 of everything before it. Inside are
the tables (`database.sqlite3`, or one file for each PostgreSQL table), the evidence files, and
`manifest.json` with what belongs together. Sessions are left out: after a restore everybody signs
in again. No secret of the settings is inside.
"""
