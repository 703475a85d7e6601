"""A short release in French, with a menu, a headline, a day and a foot, to put things into."""

URL = "https://www.sund.example/n/1"
TITLE = "La station retrouve son canot"
TOLD = (
    "Le canot de sauvetage de 1953 a retrouvé mardi la cale qu’il avait quittée il y a trente ans, devant six cents personnes.",
    "Il a sauvé cent quarante-trois personnes avant d’être vendu à un plaisancier, puis oublié dans un hangar de la ville.",
    "Le bordé d’acajou a été refait aux deux tiers, et les lycéens ont reconstruit le roof pendant deux hivers.",
)
BODY = "".join(f"<p>{each}</p>" for each in TOLD)


def page(body: str, *, above: str = "") -> str:
    menu = "<nav><a href=/>Accueil</a> <a href=/n>Actualités</a></nav>"
    head = f"<html lang=fr><title>{TITLE}</title><body>{menu}<div class=page><h1>{TITLE}</h1><p>5 mars 2024</p>"
    return f"{head}{above}<div class=texte>{body}</div></div><div class=pied><p>© Station de Sund</p></div></body></html>"
