"""The steps of the whole way, by the services and by hand in a browser."""
