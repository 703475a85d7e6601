"""The next page where a form is posted for it: by the numbers of the pager's controls, else by the one that leads on."""

from collections.abc import Collection, Sequence

from crawler.discover.pagers.called import ONWARD, Control, text_of
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
    own = _own(posting, numbered.keys())
    following = numbered.get(own + 1) or next((each for each in posting if _leads_on(each, own)), None)
    return Step((following.address,) if following else (), max(*numbered, own) if numbered else None, None, SCRIPT)


def _leads_on(control: Control, own: int) -> bool:
    """Whether a control says that it leads on; an arrow on the last page is given that page's number."""
    return control.marks.way in ONWARD and not (control.numbers and max(control.numbers) <= own)


def _own(controls: Sequence[Control], numbers: Collection[int]) -> int:
    """The number of the page itself: the one marked as current, else the one between the others that nothing is asked for by."""
    current = next((each.marks.number for each in controls if each.marks.current and each.marks.number), None)
    if current is not None:
        return current
    for box in above(next((each for each in controls if each.marks.number is not None), controls[0]).element, _LEVELS):
        plain = (page_number(text_of(each)) for each in box.iter(*_PLAIN) if len(each) < 2)
        gap = next((each for each in plain if each and each not in numbers and _is_beside(each, numbers)), None)
        if gap is not None:
            return gap
    return 1


def _is_beside(number: int, numbers: Collection[int]) -> bool:
    return number - 1 in numbers or number + 1 in numbers
