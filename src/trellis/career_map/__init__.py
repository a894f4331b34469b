"""The career map: tracks as lines of a transit map, levels as stations, moves between them."""
