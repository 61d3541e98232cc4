"""What came, read without trusting it."""
