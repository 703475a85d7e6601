"""Skeletons: many ways to arrange the same page, from tables of 2005 to a grid of 2023.

A skeleton is a page with the marks `@head@ @top@ @lead@ @column@ @after@ @side@ @foot@`, and how each slot of the column
is wrapped (`@@` is the slot; the empty role stands for all others).
"""

from dataclasses import dataclass, field

from tests.replica.skeletons_new import NEW
from tests.replica.skeletons_old import OLD


@dataclass(frozen=True, slots=True)
class Slot:
    """One block of the content column: its role, and its inline HTML in one or more cells."""

    role: str
    cells: tuple[str, ...]

    @property
    def flat(self) -> str:
        """The cells as one run of inline HTML."""
        if len(self.cells) == 1:
            return self.cells[0]
        return "".join(f"<span>{cell}</span>" for cell in self.cells)

    @property
    def tabled(self) -> str:
        """The cells as the cells of a table of their own."""
        if len(self.cells) == 1:
            return self.cells[0]
        return "<table border=0><tr>" + "".join(f"<td nowrap>{cell}</td>" for cell in self.cells) + "</tr></table>"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is arranged: what is in its head, furniture around the column, and the column's slots in order."""

    language: str
    head: str
    top: str
    side: str
    column: tuple[Slot, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One arrangement. `tabled`: slots of several cells become tables; a crumb goes to `@lead@` where the page has one."""

    page: str
    slots: dict[str, str] = field(default_factory=dict)
    tabled: bool = False

    def arrange(self, sheet: Sheet) -> str:
        """The whole HTML document."""
        places: dict[str, list[str]] = {"lead": [], "column": [], "after": []}
        for number, slot in enumerate(sheet.column, 1):
            wrapper = self.slots.get(slot.role, self.slots[""]).replace("@n@", str(number)).replace("@role@", slot.role)
            wanted = {"crumb": "lead", "after": "after"}.get(slot.role, "column")
            place = wanted if f"@{wanted}@" in self.page else "column"
            places[place].append(wrapper.replace("@@", slot.tabled if self.tabled else slot.flat))
        marks = {"head": sheet.head, "top": sheet.top, "side": sheet.side, "foot": sheet.foot, "language": sheet.language}
        page = self.page
        for name, text in {**marks, **{name: "\n".join(blocks) for name, blocks in places.items()}}.items():
            page = page.replace(f"@{name}@", text)
        return page


SKELETONS: dict[str, Skeleton] = {name: Skeleton(*parts) for name, parts in {**OLD, **NEW}.items()}
