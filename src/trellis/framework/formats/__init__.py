"""Other people's formats, one module each: `bytes -> (Framework, [Finding])`, pure."""
