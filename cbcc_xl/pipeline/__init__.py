"""Files to one picture: one file → its part, the parts → the whole, on whichever executor."""
