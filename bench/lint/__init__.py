"""The grade of a sentence: labelled data, training, and honest figures. `python -m bench.lint`."""
