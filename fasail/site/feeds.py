"""Atom feeds of events: one of all, one for each group that has events.

An id is a name and no address, and links are relative to the feed, so that a feed is right wherever the site lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from fasail import words
from fasail.data import Data
from fasail.rows import Event
from fasail.site import view
from fasail.site.page import Asset

ALL = "feed.xml"
#: How many events a feed holds, the newest first.
LENGTH = 50
_ATOM = "http://www.w3.org/2005/Atom"


def assets(data: Data) -> Iterator[Asset]:
    """The feed of all events, and one for each group that has a part in any."""
    yield _feed(data, ALL, "events", data.descriptor.title, "index.html", data.events)
    for group in data.groups:
        rows = data.event_actors.by("group_id")[group.group_id]
        if rows:
            events = {row.event_id: data.events[row.event_id] for row in rows}.values()
            title = f"{group.name}: {data.descriptor.title}"
            yield _feed(data, path(group.group_id), f"group:{group.group_id}", title, view.path_of(group), events)


def path(group_id: str) -> str:
    """Where the feed of a group stands."""
    return f"groups/{group_id}.xml"


def _feed(data: Data, path: str, name: str, title: str, page: str, events: Iterable[Event]) -> Asset:
    root = "../" * path.count("/")
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(feed, "id", f"urn:{data.descriptor.name}:feed:{name}")
    _text(feed, "title", title)
    _text(feed, "updated", data.descriptor.created)
    for contributor in data.descriptor.contributors:
        _text(ElementTree.SubElement(feed, "author"), "name", contributor.title)
    _text(feed, "rights", ", ".join(licence.title for licence in data.descriptor.licenses))
    ElementTree.SubElement(feed, "link", rel="self", type="application/atom+xml", href=root + path)
    ElementTree.SubElement(feed, "link", rel="alternate", type="text/html", href=root + page)
    for event in view.newest(events)[:LENGTH]:
        _entry(data, feed, event, root)
    ElementTree.indent(feed, " ")
    return Asset(path, ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(data: Data, feed: ElementTree.Element, event: Event, root: str) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _text(entry, "id", f"urn:{data.descriptor.name}:event:{event.event_id}")
    _text(entry, "title", f"{words.event_days(event)}: {event.title}")
    _text(entry, "updated", data.descriptor.created)
    ElementTree.SubElement(entry, "link", rel="alternate", type="text/html", href=root + view.path_of(event))
    ElementTree.SubElement(entry, "category", term=event.kind)
    _text(entry, "summary", " ".join(_sentences(data, event)))


def _sentences(data: Data, event: Event) -> Iterator[str]:
    yield event.summary
    caveat = words.day_caveat(event)
    if caveat:
        yield f"{words.capital(caveat)}."
    for said in view.account(data, event).assertions:
        firmly = "" if said.certainty == "stated" else f" ({words.label(said.certainty)})"
        yield f"{words.PARTS[said.role][0]} {said.actor.name}{firmly}{_according(data, said.author)}."
    yield f"How sure: {words.label(data.grade(event))}."


def _according(data: Data, author: str | None) -> str:
    if author is None:
        return ""
    speaker = data.speaker(author)
    return f", according to {speaker.name if speaker else author}"


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = text
