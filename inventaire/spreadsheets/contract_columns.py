"""The columns of the sheet « Contrats », in the order of the template."""

from inventaire.domain.contract import Billing, ContractKind, Renewal, Reversibility
from inventaire.spreadsheets.column import Column
from inventaire.spreadsheets.contract_words import BILLINGS, KINDS, RENEWALS, REVERSIBILITIES
from inventaire.spreadsheets.kinds import DAY, EXCL_TAX, INCL_TAX, MONTHS, choice, code, count, lines, price, words

COVERED_APPLICATION, COVERED_DEVICE = "Logiciel couvert", "Matériel couvert"

CONTRACTS = (
    Column(
        "Intitulé",
        "title",
        words(200),
        "intitulé du contrat, nom du contrat, contrat, objet, objet du contrat, libellé du contrat",
        "Obligatoire. Une ligne par logiciel ou matériel couvert, le reste répété ; une seule ligne s’il n’y en a pas.",
        required=True,
    ),
    Column(
        "Numéro",
        "number",
        code(120),
        "n° de contrat, n° contrat, numéro du contrat, référence du contrat, réf contrat",
        "Celui du fournisseur. Avec lui, ou à défaut l’intitulé, il dit de quel contrat la ligne parle.",
    ),
    Column("Nature", "kind", choice(ContractKind, KINDS), "nature du contrat, type de contrat, type du contrat"),
    Column("Fournisseur", "supplier", words(200), "titulaire, prestataire, société, cocontractant"),
    Column("Référence du marché", "market_reference", words(200), "marché, n° de marché, n° marché"),
    Column("Début", "starts_on", DAY, "date de début, début du contrat, date d’effet, prise d’effet, date début"),
    Column(
        "Échéance",
        "ends_on",
        DAY,
        "date d’échéance, date de fin, fin du contrat, fin de contrat, fin, date fin, expiration",
    ),
    Column("Préavis (mois)", "notice_months", count(MONTHS), "préavis, délai de préavis"),
    Column(
        "Reconduction",
        "renewal",
        choice(Renewal, RENEWALS),
        "renouvellement, mode de reconduction, tacite reconduction",
    ),
    Column(
        "Montant annuel HT (€)",
        "yearly_amount_excl_eur",
        price({**EXCL_TAX, "an": 1}),
        "montant HT, coût annuel HT, montant annuel HT, coût HT, redevance annuelle HT",
    ),
    Column(
        "Montant annuel TTC (€)",
        "yearly_amount_incl_eur",
        price({**INCL_TAX, "an": 1}),
        "montant TTC, coût annuel TTC, montant annuel TTC, coût TTC, redevance annuelle TTC",
    ),
    Column("Facturation", "billing", choice(Billing, BILLINGS), "périodicité, périodicité de facturation"),
    Column(
        "Clause de réversibilité",
        "reversibility",
        choice(Reversibility, REVERSIBILITIES),
        "réversibilité, clause réversibilité",
        "Oui si le contrat prévoit l’export complet des données dans un format documenté.",
    ),
    Column(
        COVERED_APPLICATION,
        "covered_application",
        words(400),
        "logiciels couverts",
        "Le nom d’un logiciel de l’inventaire, ou de la feuille « Logiciels » du même fichier.",
    ),
    Column("Éditeur du logiciel couvert", "covered_publisher", words(200)),
    Column(
        COVERED_DEVICE,
        "covered_device",
        words(120),
        "matériels couverts",
        "Le nom ou le numéro de série d’un matériel.",
    ),
    Column(
        "Commentaire", "comment", lines(4000), "commentaires, observations, obs, remarques, divers, notes, comments"
    ),
)
