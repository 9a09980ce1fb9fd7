"""What is known, on which day, by whom? Rows, formulas of needs, the World of a day, and the question asked of it."""
