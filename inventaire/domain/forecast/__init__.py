"""The fleet over ten years under policies that a person can edit."""
