"""The words for the people of each state, by its ISO code, in English, Spanish, Portuguese and French.

``*`` stands for any ending, ``_`` for a blank.
"""

from __future__ import annotations

DEMONYMS = {
    "ARG": "argentine argentines argentinian* argentino* argentina’s argentinien*",
    "ATG": "antiguan*",
    "BHS": "bahamian* bahameñ* bahamien*",
    "BLZ": "belizean* beliceñ* belizien*",
    "BOL": "bolivian* bolivien*",
    "BRA": "brazilian* brasileñ* brasileir* brésilien*",
    "BRB": "barbadian* barbadens* barbadien*",
    "CAN": "canadian* canadiens* canadense* canadien*",
    "CHL": "chilean* chilen* chilien*",
    "COL": "colombian* colombien*",
    "CRI": "costa_rican* costarricens* costarriquenh* costaricien*",
    "CUB": "cuban* cubain*",
    "DMA": "dominiquais*",
    "DOM": "dominican dominicans dominicano* dominicana*",
    "ECU": "ecuadorian* ecuadorean* ecuatorian* equatorian* équatorien*",
    "GRD": "grenadian* granadin* grenadien*",
    "GTM": "guatemalan* guatemaltec* guatémaltèque*",
    "GUY": "guyanese guyanés* guianens* guyanien*",
    "HND": "honduran* hondureñ* hondurenh* hondurien*",
    "HTI": "haitian* haitien* haïtien*",
    "JAM": "jamaican* jamaiquin* jamaïcain*",
    "KNA": "kittitian* nevisian*",
    "LCA": "saint_lucian* santalucens*",
    "MEX": "mexican* mexicain*",
    "NIC": "nicaraguan* nicaragüens* nicaraguens* nicaraguayen*",
    "PAN": "panamanian* panameñ* panamenh* panaméen*",
    "PER": "peruvian* peruan* péruvien*",
    "PRY": "paraguayan* paraguayo* paraguaya* paraguaio* paraguaia* paraguayen*",
    "SLV": "salvadoran* salvadorean* salvadoreñ* salvadorenh* salvadorien*",
    "SUR": "surinamese surinamés* surinamien*",
    "TTO": "trinidadian* trinitens* trinidadien*",
    "URY": "uruguayan* uruguai* uruguayen*",
    "USA": "american americans estadounidens* norteamerican* estadunidens* norte-american* américain*",
    "VCT": "vincentian* sanvicentin*",
    "VEN": "venezuelan* venezolan* vénézuélien*",
}
# Names of states that are not in CLDR's lists, as news writes them.
NAMES = {
    "USA": (
        "US",
        "U.S.",
        "U.S",
        "USA",
        "United States of America",
        "EE.UU.",
        "EEUU",
        "EUA",
        "Obama administration",
        "Bush administration",
        "Trump administration",
        "Biden administration",
    ),
    "TTO": ("Trinidad",),
    "KNA": ("St. Kitts", "Saint Kitts"),
    "VCT": ("St. Vincent", "Saint Vincent"),
    "LCA": ("St. Lucia", "Saint Lucia"),
    "BHS": ("The Bahamas",),
}
# Before "American" these make it the continent's.
OF_THE_CONTINENT = ("latin", "central", "south", "north", "inter", "pan", "ibero", "anti")
