"""Made-up sentences of the news, in English and Spanish, with common words and rare ones to search for."""

from __future__ import annotations

from dataclasses import dataclass

from ..vocabulary import Language, Voice
from . import names
from .chance import Chance

SHORTEST, LONGEST = 10, 60  # words of a passage
# Names that nothing else in the sample has: each stands in one position of so many, from which number on.
PLANS = {"Meridian": (10, 3), "Sandpiper": (100, 5), "Larkspur": (1_000, 7), "Quillwort": (100_000, 9)}
_LONGEST_CLAUSE = 22


@dataclass(frozen=True)
class Tongue:
    """How one language builds a clause: when, who, does what to what, where."""

    leads: dict[str, str]  # by voice: what a passage starts with
    whens: tuple[str, ...]
    subjects: tuple[str, ...]
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    within: str
    plan: str
    joints: tuple[str, ...]
    says: str
    filler: tuple[str, ...]


ENGLISH = Tongue(
    leads={
        Voice.DIRECT: "",
        Voice.DOCUMENT: "The joint statement says that ",
        Voice.REPORTED: "{who} said that ",
        Voice.ANONYMOUS: "One official said that ",
        Voice.CHARACTERIZED: "{who} seems to hold that ",
    },
    whens=(
        *("after a long night of talks", "in this second year of drought", "before the harvest is in"),
        *("for as long as the rivers are open", "since the last meeting", "when the courts are full"),
        *("with the rains about to come", "as every mayor knows", "whatever the neighbours decide"),
        *("now that the prisons are crowded", "in the villages of the valley", "year after year"),
    ),
    subjects=(
        *("our government", "the farmers", "the police", "the health ministry", "every family", "the army"),
        *("the countries that buy", "the countries that grow", "young people", "the judges", "the port"),
        *("the border towns", "the growers and their children", "the treasury", "nobody in this room"),
    ),
    verbs=(
        *(
            "must pay for",
            "cannot go on with",
            "will ask for",
            "has long wanted",
            "should give up",
            "defends",
        ),
        *("would rather discuss", "is going to study", "rejects", "welcomes", "has to answer for", "doubts"),
    ),
    objects=(
        *("another way of dealing with drugs", "the spraying of the fields", "a market under rules"),
        *("treatment instead of prison", "the money that was promised", "more patrols on the coast"),
        *("the arrest of small users", "an end to this war", "the old strategy", "a law for patients"),
        *("fair prices for other crops", "the seizure of boats", "clinics in every province"),
        *("an honest debate among equals", "the treaties as they stand", "help without conditions"),
    ),
    within="in",
    plan="under the {plan} plan",
    joints=(" because ", " and ", " while ", " although ", " so that ", ", but "),
    says="said {who}",
    filler=(
        "This article is made up and reports what nobody said.",
        "The talks went on behind closed doors until the evening.",
        "Nothing was signed, and another round was announced.",
    ),
)
SPANISH = Tongue(
    leads={
        Voice.DIRECT: "",
        Voice.DOCUMENT: "La declaración conjunta dice que ",
        Voice.REPORTED: "{who} dijo que ",
        Voice.ANONYMOUS: "Un funcionario dijo que ",
        Voice.CHARACTERIZED: "{who} parece sostener que ",
    },
    whens=(
        *("después de una larga noche de diálogo", "en este segundo año de sequía", "antes de la cosecha"),
        *("mientras los ríos sigan abiertos", "desde la última reunión", "cuando los juzgados están llenos"),
        *("con las lluvias ya cerca", "como sabe cada alcalde", "decidan lo que decidan los vecinos"),
        *("ahora que las cárceles no dan abasto", "en los pueblos del valle", "año tras año"),
    ),
    subjects=(
        *("nuestro gobierno", "la gente del campo", "la policía", "el ministerio de salud", "cada familia"),
        *(
            "el ejército",
            "el país que compra",
            "el país que siembra",
            "la juventud",
            "la justicia",
            "el puerto",
        ),
        *("la frontera", "quien cultiva con sus hijos", "la hacienda pública", "nadie en esta sala"),
    ),
    verbs=(
        *("debe pagar por", "no puede seguir con", "va a pedir", "quiere desde hace tiempo", "debería dejar"),
        *("prefiere discutir", "va a estudiar", "rechaza", "defiende", "tiene que responder por", "duda de"),
    ),
    objects=(
        *("otra manera de tratar las drogas", "la fumigación de los campos", "un mercado con reglas"),
        *("el tratamiento en lugar de la cárcel", "el dinero que se prometió", "más patrullas en la costa"),
        *("la detención del pequeño consumidor", "el fin de esta guerra", "la vieja estrategia"),
        *("precios justos para otros cultivos", "la captura de lanchas", "clínicas en cada provincia"),
        *("un debate franco entre iguales", "los tratados tal como están", "una ayuda sin condiciones"),
    ),
    within="en",
    plan="con el plan {plan}",
    joints=(" porque ", " y ", " mientras ", " aunque ", " para que ", ", pero "),
    says="dijo {who}",
    filler=(
        "Este artículo es inventado y cuenta lo que nadie dijo.",
        "Las conversaciones siguieron a puerta cerrada hasta la noche.",
        "No se firmó nada y se anunció otra ronda.",
    ),
)
TONGUES = {Language.ENGLISH: ENGLISH, Language.SPANISH: SPANISH}


def passage(tongue: Tongue, voice: str, who: str, plan: str, chance: Chance) -> str:
    """A sentence of ten to sixty words; ``plan`` is named in it, unless it is empty."""
    said = tongue.leads[voice].format(who=who) + _clause(tongue, chance)
    if plan:
        said += f" {tongue.plan.format(plan=plan)}"
    # The shorter a passage, the more of them there are; the last clause may use up what is left.
    enough = SHORTEST + chance.skewed(LONGEST - _LONGEST_CLAUSE - SHORTEST)
    while said.count(" ") + 1 < enough:
        said += chance.of(tongue.joints) + _clause(tongue, chance)
    return f"{said[0].upper()}{said[1:]}"


def plan_of(number: int) -> str:
    """The plan that the position with this number names; most name none."""
    for plan, (every, first) in PLANS.items():
        if number % every == first:
            return plan
    return ""


def _clause(tongue: Tongue, chance: Chance) -> str:
    return (
        f"{chance.of(tongue.whens)} {chance.of(tongue.subjects)} {chance.of(tongue.verbs)} "
        f"{chance.of(tongue.objects)} {tongue.within} {names.place(chance)}"
    )
