"""The next page where a form is posted for it: by the numbers of the pager's controls, else by the one that leads on."""

from collections.abc import Sequence
from functools import partial

from crawler.discover.links import PageLink
from crawler.discover.pagers.called import ONWARD, Control
from crawler.discover.pagers.numbers import number_shown
from crawler.discover.pagers.step import SCRIPT, Step


def posted_step(controls: Sequence[Control]) -> Step | None:
    """The step to the page after the one whose number has no control, or a control that is marked as the current one."""
    posting = [each for each in controls if each.is_posted]
    if not posting:
        return None
    numbered = {each.marks.number: each for each in reversed(posting) if each.marks.number is not None}
    own = number_shown({number: each.link for number, each in numbered.items()})
    following = numbered.get(own + 1) or next(filter(partial(_leads_on, own), posting), None)
    return Step((following.address,) if following else (), max(*numbered, own) if numbered else None, None, SCRIPT)


def address_links(controls: Sequence[Control]) -> list[PageLink]:
    """The controls that ask for an address as links; one that leads on to the next group of numbers only where no number does."""
    asking = [each for each in controls if not each.is_posted]
    numbered = {each.marks.number: each.link for each in asking if each.marks.number is not None}
    goes_on = number_shown(numbered) + 1 in numbered
    return [each.link for each in asking if not (goes_on and each.marks.way in ONWARD)]


def _leads_on(own: int, control: Control) -> bool:
    """Whether a control says that it leads on; an arrow on the last page is given that page's number."""
    return control.marks.way in ONWARD and not (control.numbers and max(control.numbers) <= own)
