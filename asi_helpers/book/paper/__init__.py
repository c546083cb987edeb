"""What the paper says, claim by claim, and the page that lists it."""
