"""Words of the town hall and what people say instead: what stands before the colon is better said as what follows."""

# One line per meaning, with the forms one meets; the replacement is Dutch in every language of the screens,
# because it stands in for a Dutch word. The first block is the glossary's, the rest is what officials write.
TABLE = """
casus, casussen: zaak, of idee
traject, trajecten: stappen
honoreren, honoreert, gehonoreerd, honorering: goedkeuren
ontvankelijk, niet-ontvankelijk, ontvankelijkheid: wij kunnen uw idee behandelen
realiseren, realiseert, gerealiseerd, realisatie: maken
faciliteren, faciliteert, gefaciliteerd, facilitering: helpen
initiatiefnemer, initiatiefnemers, mede-initiatiefnemer, mede-initiatiefnemers: u, of wie het idee heeft
beleidsdomein, beleidsdomeinen, beleidsterrein, beleidsterreinen: onderwerp
draagvlak: steun uit de buurt
draagvlakpeiling, draagvlakpeilingen, draagvlakonderzoek: de buurt vragen
indienen, indient, ingediend, indiening: sturen
penvoerder, penvoerders: vereniging die het geld krijgt
omwonende, omwonenden, belanghebbende, belanghebbenden: buren
beleidsmedewerker, beleidsmedewerkers, beleidsambtenaar: medewerker van de gemeente
portefeuille, portefeuilles: onderwerpen
toewijzen, toegewezen, toewijzing: geven aan een medewerker
bezwaarpunt, bezwaarpunten: zorg
beoordelen, beoordeelt, beoordeeld, beoordeling: bekijken of het kan
voorwaarde, voorwaarden: wat eerst nodig is
beschikking, beschikkingen: brief met besluit
mandaat, gemandateerd: mag beslissen
financieringsbron, financieringsbronnen: pot geld
toezegging, toezeggingen, toegezegd: wat is beloofd
evaluatie, evaluaties, evalueren, geëvalueerd: vragen hoe het ging
doorverwijzing, doorverwijzingen, doorverwijzen, doorverwezen: u kunt beter daar zijn
burenconflict, burenconflicten: ruzie met buren
hulpvraag, hulpvragen: hulp voor u zelf
uitdaagrecht: taak overnemen
buurtscan, buurtscans: cijfers over uw dorp
statuscode, toegangscode: uw code
kenmerk, kenmerken, referentienummer, dossiernummer: nummer
aan zet: aan de beurt
termijn, termijnen: hoe lang het duurt
opschorten, opgeschort, opschorting, aanhouden, aangehouden: even wachten
leefbaarheid: prettig wonen
zelfsturing: zelf doen

echter, doch: maar
derhalve, dientengevolge, bijgevolg, aldus: daarom, of dus
teneinde: om
middels, d.m.v, door middel van: met
inzake, betreffende, aangaande, omtrent, m.b.t, met betrekking tot, t.a.v, ten aanzien van: over
hieromtrent, dienaangaande: hierover
dienen te, dient te, u dient, dient u, dienen wij, wij dienen: moeten
alsmede, alsook, evenals, evenzo: en ook
mits, op voorwaarde dat: als
indien, ingeval, in geval van: als
tevens, voorts, eveneens: ook
conform, overeenkomstig, in overeenstemming met: zoals, of volgens
krachtens, ingevolge, op grond van, uit hoofde van: volgens, of door
gelieve, gelieft: wilt u
verzoek, verzoeken, verzoekt, verzocht: vraag
aanvraag indienen, aanvraag in te dienen: vragen
aangezien: omdat
alvorens, voorafgaand aan: voordat
thans, momenteel, heden, vigerend, vigerende: nu
reeds: al
slechts, enkel en alleen, louter: alleen
gaarne: graag
hetgeen, hetwelk: wat
alwaar: waar
ten behoeve van, t.b.v: voor
in het kader van, i.h.k.v: voor, of bij
naar aanleiding van, n.a.v: na, of door
in verband met, i.v.m: door, of om
ten gevolge van, als gevolg van, t.g.v: door
met inachtneming van: volgens
met uitzondering van, m.u.v, behoudens: behalve
te allen tijde, te alle tijde: altijd
per abuis, abusievelijk: per ongeluk
vooralsnog, tot op heden: nu nog
voornemens, beoogt, beogen: van plan
zo spoedig mogelijk, z.s.m, ten spoedigste, per omgaande: snel
te zijner tijd, t.z.t: later
bij dezen, hierbij delen wij: nu
bovengenoemd, bovengenoemde, bovenstaand, bovenstaande, bovenvermeld, bovenvermelde: dit, of deze
voornoemd, voornoemde, onderhavig, onderhavige, desbetreffend, desbetreffende: dit, of deze
desalniettemin, niettemin, desondanks: toch
desgewenst: als u dat wilt
eventueel, eventuele: misschien
verstrekken, verstrekt, verschaffen, verschaft, verlenen, verleent, verleend: geven
toekennen, toegekend, toekenning: geven
afwijzen, afgewezen, afwijzing: nee zeggen
retourneren, retourneert, geretourneerd: terugsturen
beschikken over, beschikt over: hebben
participatie, participeren, participeert, burgerparticipatie: meedoen
implementeren, implementatie, geïmplementeerd: invoeren
optimaliseren, optimalisatie, geoptimaliseerd: beter maken
inventariseren, inventarisatie, geïnventariseerd: op een rij zetten
bewerkstelligen, bewerkstelligt: zorgen voor
aanwenden, aangewend, benutten, benut: gebruiken
additioneel, additionele, aanvullende: extra
terugkoppelen, teruggekoppeld, terugkoppeling: laten weten
afstemmen, afgestemd, afstemming: overleggen
borgen, geborgd, borging, waarborgen: zorgen dat het zo blijft
aanvang, aanvangen, aanvangt, initiëren, geïnitieerd: begin
nadere, nader te bepalen, nader bericht: later, of meer
relevant, relevante: belangrijk
adequaat, adequate: goed
substantieel, substantiële, aanzienlijk, aanzienlijke: groot
consequentie, consequenties: gevolg
vereist, vereiste, vereisten: nodig
stakeholder, stakeholders, betrokkenen: wie meedoen
correspondentie: brief
telefonisch contact, telefonisch contact opnemen: bellen
schriftelijk, schriftelijke: met een brief
mondeling, mondelinge: in een gesprek
circa, omstreeks: ongeveer
gedurende: tijdens
frequent, frequente, veelvuldig: vaak
diverse, divers: verschillende
ter inzage, kennisnemen, kennis te nemen: bekijken
geschieden, geschiedt, plaatsvinden, plaatsvindt, plaatsgevonden: gebeuren
e.e.a, een en ander: dit
o.b.v, op basis van, a.d.h.v, aan de hand van: met
jegens: tegenover
ontvangstbevestiging: bericht dat het er is
"""


def _read() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The table by the first word of each phrase, the longest phrase first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in filter(None, TABLE.splitlines()):
        forms, plain = line.split(": ")
        for form in forms.split(", "):
            words = tuple(form.split())
            found.setdefault(words[0], []).append((words, plain))
    return {first: sorted(phrases, key=lambda phrase: -len(phrase[0])) for first, phrases in found.items()}


PHRASES = _read()
