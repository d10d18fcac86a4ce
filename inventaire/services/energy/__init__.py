"""Electricity and footprint of a year: the indicators E1 to E7, measured, estimated, avoided."""
