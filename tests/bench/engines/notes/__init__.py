"""An application of one model, whose rows are the effects that are counted, and of the node types that do nothing but compute."""
