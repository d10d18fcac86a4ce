"""Files taken in: read, compared with the inventory, shown, written once, taken back."""
