"""The next page where a form is posted for it: by the numbers of the pager's controls, else by the one that leads on."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from crawler.discover.links import PageLink
from crawler.discover.pagers.called import ONWARD, Control, shown_on
from crawler.discover.pagers.marks import above
from crawler.discover.pagers.step import SCRIPT, Step
from crawler.discover.pagers.words import page_number

_PLAIN = ("span", "b", "strong", "em", "li", "a", "font", "td", "div", "button", "input")
_LEVELS = 3  # of boxes around a control that hold the pager


def posted_step(controls: Sequence[Control]) -> Step | None:
    """The step to the page after the one whose number has no control, or a control that is marked as the current one."""
    posting = [each for each in controls if each.is_posted]
    if not posting:
        return None
    numbered = {each.marks.number: each for each in reversed(posting) if each.marks.number is not None}
    own = _number_shown(posting, numbered.keys())
    following = numbered.get(own + 1) or next(filter(partial(_leads_on, own), posting), None)
    return Step((following.address,) if following else (), max(*numbered, own) if numbered else None, None, SCRIPT)


def address_links(controls: Sequence[Control]) -> list[PageLink]:
    """The controls that ask for an address as links; one that leads on to the next group of numbers only where no number does."""
    asking = [each for each in controls if not each.is_posted]
    numbers = {each.marks.number for each in asking if each.marks.number is not None}
    goes_on = bool(numbers) and _number_shown(asking, numbers) + 1 in numbers
    return [each.link for each in asking if not (goes_on and each.marks.way in ONWARD)]


def _leads_on(own: int, control: Control) -> bool:
    """Whether a control says that it leads on; an arrow on the last page is given that page's number."""
    return control.marks.way in ONWARD and not (control.numbers and max(control.numbers) <= own)


def _number_shown(controls: Sequence[Control], numbers: Collection[int]) -> int:
    """The number of the page itself: the one marked as current, else the one between the others that nothing is asked for by."""
    marked = (each.marks.number for each in controls if each.marks.current and each.marks.number)
    return next(marked, None) or next(_gaps(controls, numbers), 1)


def _gaps(controls: Sequence[Control], numbers: Collection[int]) -> Iterator[int]:
    """The numbers beside those of the controls that stand there without one."""
    first = next((each for each in controls if each.marks.number is not None), controls[0])
    for box in above(first.element, _LEVELS):
        plain = (page_number(shown_on(each)) for each in box.iter(*_PLAIN) if len(each) < 2)
        yield from (each for each in plain if each and each not in numbers and _is_beside(each, numbers))


def _is_beside(number: int, numbers: Collection[int]) -> bool:
    return number - 1 in numbers or number + 1 in numbers
