"""Every address × every role × own and foreign community, against a declared table."""
