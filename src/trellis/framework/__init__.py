"""The career framework as a document: model, load, dump, resolve, diff, formats."""
