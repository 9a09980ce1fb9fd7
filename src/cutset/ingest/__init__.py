"""How do outside formats become rows of a world? One file a format."""
