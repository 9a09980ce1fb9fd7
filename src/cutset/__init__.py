"""cutset follows a sanction from a listed name to the mission that stops."""

__all__: list[str] = []
