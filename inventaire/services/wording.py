"""Kept values as people read them: the heading of a field, the words of its value."""

from functools import cache
from typing import Any

from inventaire.domain.forecast.policy import Group
from inventaire.domain.imports import Target
from inventaire.domain.vocabulary import Role, SiteKind
from inventaire.models import Application, Contract, Device, Purchase
from inventaire.models.base import Base
from inventaire.models.columns import typed_values
from inventaire.services.privacy import hidden_fields
from inventaire.spreadsheets.columns import TABLES

MODELS: dict[str, Any] = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers} | {
    Target.DEVICES.value: Device,
    Target.APPLICATIONS.value: Application,
    Target.PURCHASES.value: Purchase,
    Target.CONTRACTS.value: Contract,
}
HIDDEN = "•••"  # what the trace keeps of a secret
RENAMED = {
    "raw_name": "Nom",
    "raw_version": "Version",
    "site_id": "Site",
    "department_id": "Service",
    "outcome": "Au catalogue",
    "tool": "Outil du catalogue",
    "rule": "Règle de reconnaissance",
    "catalog_version": "Version du catalogue",
    "deleted_at": "Mis à la corbeille le",
}
OF_OTHERS = {
    "active": "Actif",
    "ages": "Âges au remplacement (ans)",
    "account_id": "Compte",
    "applied_at": "Appliqué le",
    "application_id": "Logiciel",
    "author": "Auteur",
    "before": "Réponse précédente",
    "former": "Dit auparavant",
    "cells": "Cellules du fichier",
    "changes": "Changements",
    "alternative": "Alternative",
    "code": "Code",
    "code_hash": "Code de secours",
    "act": "Acte",
    "central": "Repère",
    "dated": "Date de la fiche",
    "document": "Document",
    "embodied_high": "Fabrication, valeur haute (kgCO2e)",
    "embodied_low": "Fabrication, valeur basse (kgCO2e)",
    "figure": "Valeur de quoi",
    "filled": "Fiches remplies",
    "high": "Haute",
    "known_as": "Comparé comme",
    "lifted_at": "Rouvert le",
    "lifted_reason": "Raison de la réouverture",
    "low": "Basse",
    "parameters": "Paramètres",
    "quality": "Qualité",
    "source": "Source",
    "year": "Année",
    "avoided": "Pourquoi",
    "decided_on": "Date",
    "unit_price_eur": "Prix unitaire HT (€)",
    "commitment_on": "Engagement reçu le",
    "commitment_reference": "Référence de l’engagement",
    "cost_eur": "Coût (€)",
    "contract_id": "Contrat",
    "disposal_id": "Sortie",
    "exclusion": "Hors du taux",
    "happened_on": "Date",
    "hours": "Heures d’extinction par jour",
    "key": "Chiffre",
    "left_on": "Sorti le",
    "note": "Note",
    "outlet": "Destination",
    "override_reason": "Raison du passage outre",
    "per_agent": "Terminaux par agent, au plus",
    "proof": "Pièce",
    "receipt_number": "Reçu ou bordereau",
    "recipient": "Bénéficiaire",
    "recipient_kind": "Nature du bénéficiaire",
    "refurbished": "Achats reconditionnés (%)",
    "since": "À compter du",
    "systems": "Fin de suivi des systèmes",
    "unit_value_eur": "Valeur unitaire (€)",
    "value": "Valeur",
    "weight_kg": "Masse (kg)",
    "wiping_reference": "Certificat d’effacement",
    "years": "Atteint en (ans)",
    "correction": "Lecture",
    "corrections": "Fichiers dont la lecture est corrigée",
    "created_at": "Créé le",
    "decided_at": "Décidé le",
    "criterion": "Critère",
    "dated_on": "Datée du",
    "device_id": "Matériel",
    "difficulty": "Difficulté",
    "email": "Adresse électronique",
    "effects": "Valeurs d’avant",
    "evidence": "Ce qui le montre",
    "expires_at": "Expire le",
    "faults": "Fautes",
    "files": "Fichiers",
    "received": "Fichiers reçus",
    "fit": "Compatibilité",
    "group_id": "Groupement",
    "headings": "Titres",
    "held": "Gardé",
    "head": "Empreinte de la dernière ligne",
    "insee_code": "Code INSEE",
    "import_id": "Import",
    "issuer": "Fournisseur d’identité",
    "keeps_user_names": "Garde les noms d’utilisateurs",
    "kind": "Nature",
    "levels": "Niveaux changés",
    "lines": "Lignes",
    "lost_fr": "Ce qu’on perd",
    "begins_on": "Début de la période",
    "mark": "Marque des titres",
    "measures": "Ce qu’il mesure",
    "meter_id": "Compteur",
    "read_on": "Relevé le",
    "reads": "Ce qu’on y relève",
    "replaced": "Compteur remplacé",
    "taken_in_at": "Reçu d’un fichier le",
    "months": "Mois gardés",
    "networks": "Réseaux admis",
    "name": "Nom",
    "made": "Fiches faites",
    "number": "Numéro",
    "password_hash": "Mot de passe",
    "overrules": "L’emporte sur le catalogue",
    "function": "Fonction",
    "signed": "Éditeur comparé",
    "personal": "Valeurs personnelles",
    "preferred": "Préférée",
    "population": "Population",
    "pupils": "Élèves ou enfants accueillis",
    "question": "Question",
    "reason": "Raison",
    "revoked_at": "Révoqué le",
    "role": "Rôle",
    "said": "Réponse",
    "saved_at": "Enregistré le",
    "said_at": "Donnée le",
    "seal": "Empreinte",
    "second_factor_roles": "Rôles à second facteur",
    "seen_audit_id": "Repère dans la trace",
    "sequence": "Dernière ligne",
    "settled": "Choix faits",
    "siren": "SIREN",
    "staff_count": "Effectif",
    "state": "État",
    "subject": "Identifiant chez le fournisseur",
    "takes_file": "Prend les valeurs du fichier",
    "territory": "Territoire électrique",
    "token_hash": "Jeton",
    "totp_nonce": "Second facteur",
    "totp_step": "Dernier code du second facteur",
    "totp_since": "Second facteur depuis le",
    "undone_at": "Annulé le",
    "used_at": "Utilisé le",
    "values": "Valeurs lues",
    "weight": "Poids",
    "wifi_switch": "Le Wi-Fi peut être coupé",
}


@cache
def headings() -> dict[str, str]:
    """Give the heading of every field, as the template writes it."""
    return {column.field: column.heading for table in TABLES.values() for column in table} | RENAMED


BY_GROUP = ("ages", "hours")  # what a policy says of each group of hardware
SAID = ("correction", "corrections", "levels")  # what people said of a reading: how much of it is enough


def heading(field: str) -> str:
    """Give the heading of a field of any table; an unknown one keeps its own name."""
    return headings().get(field) or OF_OTHERS.get(field, field)


def place_of(subject: str, field: str) -> tuple[int, str]:
    """Say where a field stands among those of its subject; what is no column of it stands last, by name."""
    return _places(subject).get(field, len(_places(subject))), field


@cache
def _places(subject: str) -> dict[str, int]:
    known = subject in MODELS
    return {column.key: place for place, column in enumerate(MODELS[subject].__table__.columns)} if known else {}


def in_words(subject: str, field: str, value: Any) -> Any:
    """Give a value kept as JSON the form that pages write: a term, a date, a number; None stays None."""
    if value is None:
        return None
    if field == "site_kind":
        return SiteKind(value)
    if field in SAID and isinstance(value, dict):
        return len(value)
    if field in BY_GROUP and isinstance(value, dict):
        return _spread({Group(key).label: each for key, each in value.items()})
    if isinstance(value, dict):
        return _spread(value)
    if isinstance(value, list):
        return ", ".join(str(_item(field, each)) for each in value)
    known = subject in MODELS
    return typed_values(MODELS[subject], {field: value}).get(field, value) if known and value != HIDDEN else value


def described(row: Any, groups: tuple[tuple[str, str], ...]) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Give the facts of a row under their headings, from (title, fields separated by spaces)."""
    hidden = hidden_fields()
    return [
        (title, [(heading(field), _shown(row, field)) for field in fields.split() if field not in hidden])
        for title, fields in groups
    ]


def _item(field: str, value: Any) -> Any:
    if field == "second_factor_roles":
        return Role(value).label
    return value.get("file", value) if isinstance(value, dict) else value


def _spread(value: Any) -> str:
    """Write what an answer holds: « tools : facebook (abonnes : 1200), instagram »."""
    if isinstance(value, dict):
        return ", ".join(_pair(key, each) for key, each in value.items())
    return ", ".join(map(_spread, value)) if isinstance(value, list) else str(value)


def _pair(key: str, value: Any) -> str:
    if value in ({}, [], None):
        return key
    nested = isinstance(value, dict) and not any(isinstance(each, dict) for each in value.values())
    return f"{key} ({_spread(value)})" if nested else f"{key}\u00a0: {_spread(value)}"


def _shown(row: Any, field: str) -> Any:
    if field in ("site_id", "department_id"):
        place = getattr(row, field.removesuffix("_id"))
        return place.name if place else None
    return getattr(row, field)
