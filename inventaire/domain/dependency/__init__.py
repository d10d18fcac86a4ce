"""What a tool ties a town hall to: three risks, never added up."""
