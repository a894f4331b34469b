"""Commands about frameworks, for timers and administrators."""
