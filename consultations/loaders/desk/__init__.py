"""What the committee's desk reads, by subject."""
