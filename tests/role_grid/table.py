"""The declared table: who may reach which address. A new route fails until it stands here.

The permissions of each role are written down a second time on purpose: this is what the product promises, and
`communities.domain.roles` has to keep it.
"""

#: Actors of the community that is asked about, then the same roles elsewhere.
STAFF = ("chair", "recorder", "surveyor", "printer", "supervisor", "subdistrict", "district")
VOICES = ("household", "owner")
FOREIGN = tuple(f"foreign {name}" for name in (*VOICES, *STAFF))
OTHERS = ("nobody", "password only", "superuser")
ACTORS = (*VOICES, *STAFF, *FOREIGN, *OTHERS)

#: Permission → the roles that hold it.
HELD = {
    "see desk": STAFF,
    "keep roll": ("chair", "recorder"),
    "report finding": ("chair", "recorder", "surveyor"),
    "check finding": ("chair", "recorder", "surveyor"),
    "offer menu": ("chair",),
    "run round": ("chair",),
    "record meeting": ("chair", "recorder"),
    "draw plan": ("chair",),
    "post notice": ("chair",),
    "answer objection": ("chair", "recorder"),
    "submit plan": ("chair",),
    "report works": ("chair",),
    "see review": ("subdistrict", "district"),
    "give opinion": ("subdistrict", "district"),
    "decide review": ("district",),
    "set district": ("district",),
}
