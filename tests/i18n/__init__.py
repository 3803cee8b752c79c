"""The Chinese catalogue: collecting the English sentences, compiling, and what must hold of them."""
