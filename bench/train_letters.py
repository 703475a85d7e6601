"""What crawler/page/letters.json says of languages: how often each has its letters beyond ASCII, and what stands beside them.

    .venv/bin/python -m bench.train_letters DJANGO      a folder of Django's source, whose translations (BSD licence) are counted

Of every language that was written in an encoding of one byte a letter. Of alphabets other than the Latin one the shares of
letters tell encodings apart; of the Latin one it takes the letters beside them.
"""

import argparse
import ast
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from crawler.page.letters import BEYOND_LATIN, LANGUAGES_OF, LETTERS
from crawler.page.narrow import is_of_word
from crawler.text.alphabets import alphabet_of
from crawler.text.function_words import FUNCTION_WORDS, SCRIPT_OF

_FOLDERS = {"sr-latn": ("sr_Latn",), "pt": ("pt*",), "es": ("es*",), "nb": ("nb", "nn"), "fo": ("is", "da")}
_ENTRY = re.compile(r'^msgstr(?:\[\d\])? ((?:".*"\s*)+)', re.MULTILINE)
_QUOTED = re.compile(r'".*"')
_NO_WORDS = re.compile(r"%\(\w+\)[a-z]|%[a-z]|<[^<>]*>|&\w+;|\{[^{}]*\}|https?://\S+")
_OF_OLD = str.maketrans({"ș": "ş", "ț": "ţ", "ی": "ي", "ک": "ك", "\u200c": " ", "\u0307": None})
_PER = 100_000  # letters
_FEWEST = 5  # times in so many letters: what is rarer is of names
_LEAST = 0.01  # of what stands beside a letter
_WORDS = 20  # times that each function word counts: translations of programs have few of them


def messages(django: Path, language: str) -> Iterator[str]:
    folders = _FOLDERS.get(language, (language,))
    for path in sorted(chain.from_iterable(django.glob(f"**/locale/{each}/LC_MESSAGES/*.po") for each in folders)):
        for match in _ENTRY.finditer(path.read_text(encoding="utf-8")):
            yield _NO_WORDS.sub(" ", "".join(ast.literal_eval(each) for each in _QUOTED.findall(match[1])))
    yield from [FUNCTION_WORDS.get(language, "")] * _WORDS


def counted(texts: Iterable[str]) -> dict[str, list[object]]:
    """Letter -> its share (of 100,000 letters), and in hundredths what stands before and after it, a blank for no letter."""
    letters: Counter[str] = Counter()
    beside: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
    for text in texts:
        folded = "".join(each if is_of_word(each) else " " for each in f" {text} ".lower().translate(_OF_OLD))
        letters.update(folded.replace(" ", ""))
        for at, letter in enumerate(folded):
            if not letter.isascii():
                beside[letter][0][folded[at - 1]] += 1
                beside[letter][1][folded[at + 1]] += 1
    total = letters.total()
    found = {letter: round(_PER * letters[letter] / total) for letter in sorted(beside)}
    return {each: [share, *map(_shares, beside[each])] for each, share in found.items() if share >= _FEWEST}


def completed(found: dict[str, list[object]], language: str) -> dict[str, list[object]]:
    """What was counted, with the letters of the alphabet that were not met."""
    return found | {each: [_FEWEST, {}, {}] for each in sorted(alphabet_of(language).difference(found))}


def _shares(found: Counter[str]) -> dict[str, int]:
    return {each: round(100 * many / found.total()) for each, many in found.most_common() if many >= _LEAST * found.total()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("django", type=Path)
    django = parser.parse_args().django
    languages = sorted({language for known in LANGUAGES_OF.values() for language in known})
    table = {}
    for language in languages:
        found = completed(counted(messages(django, language)), language)
        latin = language not in SCRIPT_OF and language not in ("el", "he", "th")
        found = {letter: said for letter, said in found.items() if (letter < BEYOND_LATIN) == latin}
        table[language] = found if latin else {letter: said[:1] for letter, said in found.items()}
    lines = (f"{json.dumps(name)}: {json.dumps(said, ensure_ascii=False, separators=(',', ':'))}" for name, said in table.items())
    LETTERS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
