"""The report on paper and on screen."""
