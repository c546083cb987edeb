"""What exists only because there is a book: explorers, calculator, practice, claims."""
