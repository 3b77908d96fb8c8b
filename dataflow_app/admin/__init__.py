"""The admin of bound models: a sensible one for each, unless somebody wrote one by hand."""
