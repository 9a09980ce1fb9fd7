"""Read a news article into hedged, attributed claims and propose rows for a world; a person decides."""
