"""Photos and scans: what people bring is made anew as one small upright JPEG, or refused with a sentence."""

from communities.pictures.developing import MOST_BYTES, Picture, PictureRefused, develop

__all__ = ["MOST_BYTES", "Picture", "PictureRefused", "develop"]
