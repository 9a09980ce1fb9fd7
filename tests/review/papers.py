"""Two articles of our own, of which the second repeats and contradicts the first."""

FIRST = """Engines Stay Home

Roscosmos on Wednesday stopped the delivery of RD-181 engines to Northrop Grumman, the agency said.

China may refuse to help Russia with satellite parts, a U.S. official said. SpaceX offered NASA a Cargo Dragon flight.

Thales Alenia Space ended the delivery of the rover to ESA.

READ MORE: Agency weighs a new rocket
"""
SECOND = """A Second Paper

NASA said that Roscosmos halted RD-181 engines for Northrop Grumman on Wednesday.

Roscosmos has not stopped the delivery of RD-181 engines to Northrop Grumman, the company said.
"""
