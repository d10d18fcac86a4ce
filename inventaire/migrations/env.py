"""What Alembic runs: the connection is the caller's, so is the transaction."""

from alembic import context

from inventaire.models import db

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=db.Model.metadata, render_as_batch=True)
context.run_migrations()
