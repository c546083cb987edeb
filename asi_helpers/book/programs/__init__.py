"""What statistics programs print for a 2x2 table."""
