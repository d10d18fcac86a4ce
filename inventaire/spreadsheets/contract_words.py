"""The words people use for the terms of contracts, beside their labels."""

from inventaire.domain.contract import Billing, ContractKind, Renewal, Reversibility
from inventaire.spreadsheets.words import spread

KINDS = spread(
    {
        ContractKind.LICENCE: "licences, license, licenses, droit d’usage",
        ContractKind.SUBSCRIPTION: "abonnements, SaaS, subscription, service en ligne",
        ContractKind.MAINTENANCE: "maintenances, support, TMA, assistance",
        ContractKind.HOSTING: "hosting, infogérance, cloud",
        ContractKind.TELECOM: "télécom, téléphonie, internet, mobile, télécommunications, accès internet",
        ContractKind.RENTAL: "locations, leasing, LLD, crédit-bail, location longue durée",
        ContractKind.PRINTING: "impressions, copieurs, copieur, photocopieurs, coût à la page",
        ContractKind.SERVICE: "prestations, services, service, formation",
        ContractKind.OTHER: "autre, autres, divers, other",
    }
)
RENEWALS = spread(
    {
        Renewal.TACIT: "tacite reconduction, reconduction tacite, automatique, oui, tacit",
        Renewal.EXPRESS: "reconduction expresse, express, exprès",
        Renewal.NONE: "aucun, jamais, sans, non, never",
        Renewal.UNKNOWN: "inconnu, ne sait pas",
    }
)
BILLINGS = spread(
    {
        Billing.MONTHLY: "mensuel, mois, par mois, 1 mois, monthly",
        Billing.QUARTERLY: "trimestriel, trimestre, 3 mois, quarterly",
        Billing.HALF_YEARLY: "semestriel, semestre, 6 mois",
        Billing.YEARLY: "annuel, an, par an, année, 12 mois, 1 an, yearly",
        Billing.ONCE: "unique, une fois, comptant",
        Billing.OTHER: "autre, other",
    }
)
REVERSIBILITIES = spread(
    {
        Reversibility.YES: "prévue, complète, x",
        Reversibility.NO: "aucune, absente, partielle",
        Reversibility.UNKNOWN: "inconnu, inconnue, à vérifier",
    }
)
