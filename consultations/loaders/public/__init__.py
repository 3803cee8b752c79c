"""What the public pages and the public interface read, by subject."""
