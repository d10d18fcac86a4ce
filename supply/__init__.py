"""What the product is made of: its locks, their known flaws, the list of its components."""
