"""What somebody takes along: everything about themself that they may read, signed."""
