"""The questions of the book as a bank for course platforms, and tests drawn from it."""
