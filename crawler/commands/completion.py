"""`newsroom completion SHELL`: what a shell needs to complete commands, newsrooms and arguments."""

import argparse

from scrapy.cmdline import _get_commands_dict
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.places import OwnCommand
from crawler.run.arguments import ARGUMENTS

OF_SITES = "crawl state export reextract sites overdue doctor"  # commands that are followed by the name of a newsroom
BASH = """\
# In ~/.bashrc:  eval "$(newsroom completion bash)"
_newsroom() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "{commands}" -- "$word"))
  elif [ "$before" = -a ]; then compopt -o nospace; COMPREPLY=($(compgen -S = -W "{arguments}" -- "$word"))
  elif [ "${{word:0:1}}" = - ]; then COMPREPLY=($(compgen -W "-a -s -L -v -o -O --help --logfile" -- "$word"))
  elif [[ " {of_sites} " == *" ${{COMP_WORDS[1]}} "* ]]; then
    COMPREPLY=($(compgen -W "$(newsroom list 2>/dev/null)" -- "$word"))
  else COMPREPLY=($(compgen -f -- "$word")); fi
}}
complete -F _newsroom newsroom
"""
ZSH = """\
# In ~/.zshrc:  eval "$(newsroom completion zsh)"
autoload -Uz compinit bashcompinit && compinit && bashcompinit
"""
FISH = """\
# In ~/.config/fish/config.fish:  newsroom completion fish | source
complete -c newsroom -n __fish_use_subcommand -f -a "{commands}"
complete -c newsroom -n "__fish_seen_subcommand_from {of_sites}" -f -a "(newsroom list 2>/dev/null)"
complete -c newsroom -n "__fish_seen_subcommand_from crawl" -s a -x -a "{fish_arguments}"
"""
SHELLS = {"bash": BASH, "zsh": ZSH + BASH.partition("\n")[2], "fish": FISH}


class CompletionCommand(OwnCommand, ScrapyCommand):
    """Print the script for one shell."""

    scrapy_tells_usage = True

    def syntax(self) -> str:
        return "|".join(SHELLS)

    def short_desc(self) -> str:
        return "Print what a shell needs to complete commands: bash, zsh or fish"

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1 or args[0] not in SHELLS:
            raise UsageError(f"name a shell: {', '.join(SHELLS)}", print_help=False)
        commands = " ".join(sorted(_get_commands_dict(self.settings, inproject=True)))
        names = [each.name for each in ARGUMENTS]
        script = SHELLS[args[0]]
        with_sign = " ".join(f"{name}=" for name in names)
        print(script.format(commands=commands, of_sites=OF_SITES, arguments=" ".join(names), fish_arguments=with_sign), end="")
