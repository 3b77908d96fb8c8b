"""An application of two models whose rows tell how often each effect happened."""
