"""The words by which news tells whose words they are, in the languages of the sources, as tables."""

from __future__ import annotations

import re

# Verbs of saying: what stands near them is somebody's word. One list for all four languages, since few of
# these forms mean anything else in another.
SAYING = (
    r"sa(?:id|ys?|ying)|t(?:old|ells?)|add(?:ed|s|ing)|stat(?:ed|es|ing)|not(?:ed|es|ing)|argu(?:ed?|es|ing)"
    r"|insist(?:s|ed|ing)?|warn(?:s|ed|ing)?|explain(?:s|ed|ing)?|declar(?:ed?|es|ing)|announc(?:ed?|es|ing)"
    r"|acknowledg(?:ed?|es|ing)|den(?:y|ied|ies|ying)|believ(?:ed?|es)|maintain(?:s|ed|ing)?"
    r"|contend(?:s|ed)?|conced(?:ed?|es)|stress(?:es|ed)|remark(?:s|ed)|repl(?:ied|ies)|testif(?:ied|ies)"
    r"|vow(?:s|ed)|promis(?:ed|es)|pledg(?:ed|es)|complain(?:s|ed)|wr(?:ote|ites)"
    r"|dij(?:o|eron)|dic(?:e|en|iendo)|afirm(?:ó|a|an|aron|ou|am|aram|e|ent)|señal(?:ó|an?|aron)"
    r"|declar(?:ó|an?|aron|ou|aram)|sostuv(?:o|ieron)|asegur(?:ó|an?|aron)|advirt(?:ió|ieron)"
    r"|disse(?:ram)?|diz(?:em)?|a (?:dit|déclaré|affirmé|indiqué)|ont (?:dit|déclaré|affirmé)"
)
# Verbs of asking and of taking a side: the source reports what somebody wants.
ASKING = (
    r"call(?:s|ed|ing)? (?:\w+ )?for|call(?:s|ed|ing)? on|urg(?:ed?|es|ing)|propos(?:ed?|es|ing)"
    r"|encourag(?:ed?|es|ing)|demand(?:s|ed|ing)|ask(?:s|ed|ing) for|press(?:es|ed|ing)? for"
    r"|push(?:es|ed|ing)? for|lobb(?:y|ied|ies|ying) for|recommend(?:s|ed|ing)?|suggest(?:s|ed|ing)?"
    r"|advocat(?:ed|ing)|support(?:s|ed|ing)?|endors(?:ed?|es|ing)|reject(?:s|ed|ing)?"
    r"|oppos(?:ed?|es|ing)|rul(?:ed?|es|ing) out|defend(?:s|ed|ing)?|criticiz(?:ed?|es|ing)"
    r"|question(?:s|ed|ing)|back(?:s|ed|ing)|favou?r(?:s|ed|ing)?|want(?:s|ed)?|expects"
    r"|(?:will|would|to) back|see(?:s|n)? (?:his|her|their|its)"
    r"|pid(?:ió|en?|ieron)|exig(?:ió|en?|ieron)|propus(?:o|ieron)|propon(?:e|en)|apoy(?:ó|an?|aron)"
    r"|rechaz(?:ó|an?|aron)|defendi(?:ó|eron|eu)|inst(?:ó|an?|aron)|llam(?:ó|aron) a"
    r"|pedi(?:u|ram)|propôs|defende(?:u|m)?|apoi(?:ou|a|am)|rejeit(?:ou|a|am)"
    r"|a (?:appelé|demandé|proposé|rejeté|soutenu|plaidé)|ont (?:appelé|demandé|proposé|rejeté)"
)
# Readings: not their words, but what the reporter takes them to hold.
READING = (
    r"appear(?:s|ed)? to|seem(?:s|ed)? to|sid(?:es?|ed|ing) with|opposed to|joined|advocate|opponent of"
    r"|proponent of|supporter of|critics? of|in favou?r of|losing patience|wary of|open to"
    r"|lean(?:s|ing) toward"
    r"|committed to|(?:taking|drawing|facing|drawn) criticism|reluctant|shift(?:s|ed|ing) (?:toward|away)"
    r"|parece(?:n)?|se inclina|partidario de|a favor de|contrario a|semble(?:nt)?|favorable à|opposé à"
)
# Links to other articles, which pages put between the paragraphs.
LINK = r"^(?:read more|more from|related(?: stories)?|see also|lea también|leia mais|lire aussi)\b"
# Clauses that go on after a quotation with more of what was said.
GOING_ON = (
    r"arguing|saying|adding|noting|insisting|warning|calling for|urging|stressing|alegando|diciendo|dizendo"
)

UNNAMED = (
    r"(?:an?|one|the|two|several|senior|top|some) (?:[\w.’'-]+ ){0,3}?"
    r"(?:officials?|diplomats?|aides?|sources?)"
    r"|condition of anonymity|un (?:alto )?funcionario|um (?:alto )?funcionário|un (?:haut )?responsable"
)
DOCUMENT = (
    r"reports?|communiqu[eé]s?|declarations?|resolutions?|white paper|statement"
    r"|informes?|comunicados?|declaraci[oó]n|resoluci[oó]n|relat[oó]rios?|rapports?"
)
# Unnamed plurals: a group holds what they say, and no state's standing moves.
GROUP = (
    r"nations|countries|allies|governments|leaders|presidents|lawmakers|legislators|senators|deputies|advocates"
    r"|activists|critics|experts|states|campaigners|paíse?s|gobiernos|gobernantes|governos|legisladores|pays"
)
# Office-holders without their names.
OFFICE = (
    r"(?:vice[- ])?presidents?|prime ministers?|(?:foreign )?ministers?|chancellor|governments?"
    r"|administration|senators?|mandatari[oa]|president[ea]|primer ministro|ministr[oa]s?|canciller"
    r"|gobiernos?|governos?"
    r"|senador(?:es)?|ministres?|gouvernements?|sénateurs?"
)
# Two or more words in capitals: somebody whom the record may not know.
FULL_NAME = r"\b[A-ZÁÉÍÓÚÑ][\w’'-]+(?: [A-Z]\.)?(?: (?:de|da|del|dos|van|von))?(?: [A-ZÁÉÍÓÚÑ][\w’'-]+)+"
HEDGE = r"may|might|appears?|appeared|seems?|seemed|likely|reportedly|could|perhaps|parece|semble|quizás"
LEGISLATORS = (
    r"lawmakers|legislators|senators|deputies|congress(?:men|man)?|legisladores|diputados|senadores|députés"
)
# Words that stand for an issue which the sentences before have named.
ANAPHORA = (
    r"(?:the|this|that|such an?|these|those) (?:topic|issue|subject|question|matter|proposal|idea)"
    r"|(?:el|este|ese) (?:tema|asunto|debate)|(?:o|este|esse) (?:tema|assunto|debate)"
    r"|(?:le|ce) (?:sujet|débat)"
)
PRONOUN = r"he|she|they|él|ella|ellos|ele|ela|il|elle"

DEBATE = (
    r"debates?|debating|discuss(?:ed|es|ing|ions?)?|dialogue|conversation|consider(?:s|ed|ing)?|examin(?:e|ed|ing)"
    r"|debat(?:e|ir|er)|di[aá]logo|discusi[oó]n|discussão|discussion|débat"
)
AGAINST = (
    r"oppos(?:e|ed|es|ing)|reject(?:s|ed|ing)?|rul(?:e|ed|es|ing) out|against|no (?:possibility|chance|way)"
    r"|will not|won[’']t|would not|never|refus(?:e|ed|es|ing)|critici[sz](?:e|ed|es|ing|m)"
    r"|not the (?:answer|solution|way)|mistake|den(?:y|ied)|anti"
    r"|rechaz\w+|se opone\w*|en contra|rejeit\w+|contra|refus\w+|contre"
)
FOR = (
    r"call(?:s|ed|ing)? (?:\w+ )?for|support(?:s|ed|ing|er)?|back(?:s|ed|ing)?|propos(?:e|ed|es|ing)"
    r"|urg(?:e|ed|es|ing)|wants?|wanted|demand(?:s|ed|ing)?|advoca(?:te|ted|tes|ting|cy)|in favou?r"
    r"|should|must|need(?:s|ed)? to|favou?r\w*|endors\w+|ought|responsibility"
    r"|pid(?:e|en|ió)|propus\w+|propon\w+|apoy\w+|debe(?:n|ría)?|defend\w+|apoi\w+|soutien\w*"
)


def words(pattern: str) -> re.Pattern[str]:
    """Whole words of the pattern, in capitals or not."""
    return re.compile(rf"(?<![\w’'])(?:{pattern})(?!\w)", re.IGNORECASE)


IS_SAYING, IS_ASKING, IS_READING = words(SAYING), words(ASKING), words(READING)
IS_TELLING = words(f"{SAYING}|{ASKING}")
IS_LEGISLATORS, IS_ANAPHORA = words(LEGISLATORS), words(ANAPHORA)
IS_GOING_ON, IS_UNNAMED, IS_DOCUMENT, IS_GROUP = map(words, (GOING_ON, UNNAMED, DOCUMENT, GROUP))
IS_OFFICE = words(OFFICE)
IS_HEDGE, IS_PRONOUN, IS_DEBATE, IS_AGAINST, IS_FOR = map(words, (HEDGE, PRONOUN, DEBATE, AGAINST, FOR))

IS_FULL_NAME = re.compile(FULL_NAME)
IS_LINK = re.compile(LINK, re.IGNORECASE)

# Which drug is spoken of; several together are "other".
SUBSTANCE_WORDS = {
    "cannabis": r"cannabis|marijuana|marihuana|maconha|hemp|hashish",
    "coca_cocaine": r"coca|cocaine|cocaína|cocaïne",
    "other": r"heroin|heroína|opium|poppy|poppies|amapola|methamphetamine|fentanyl|ecstasy",
}
DRUGS = r"drugs?|narcotics?|narco\w*|counter-?narcotics|drogas?|drogues?|estupefacientes?"
SUBSTANCES = {code: words(pattern) for code, pattern in SUBSTANCE_WORDS.items()}
ALL_DRUGS = words(DRUGS)
ANY_DRUG = words("|".join((DRUGS, *SUBSTANCE_WORDS.values())))
