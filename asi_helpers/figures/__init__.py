"""Pictures of results: each draws on an Axes, returns it, and says in words what it shows."""
