"""Archives and mails: one module a kind, each with the same door, `members(stream)`.

It takes the container's bytes as a stream that can be sought; gives a `Member` for each file in it, as it comes. What
can't be opened is `Refused`. Nothing is unpacked to disk, and no stated size is believed.
"""
