"""Vietnamese text, names, numbers and dates as clerks write them, in canonical shape."""
