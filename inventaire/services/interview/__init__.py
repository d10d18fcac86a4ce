"""The guided interview: asked, answered, turned into applications and devices."""
