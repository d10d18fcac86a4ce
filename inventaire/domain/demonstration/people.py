"""The services of Valbrume and what people do there: functions, never a name."""

MANAGEMENT, RECEPTION, FINANCE = "Direction générale", "Accueil et état civil", "Finances"
STAFF, PLANNING, OUTREACH = "Ressources humaines", "Urbanisme", "Communication"
SCHOOLS, WORKS, COMPUTING = "Affaires scolaires", "Services techniques", "Informatique"
COUNCIL, CULTURE, CHILDHOOD = "Élus", "Culture", "Petite enfance"
SPORTS, CARE, POLICE = "Sports et vie associative", "Action sociale", "Police municipale"

FUNCTIONS = {
    MANAGEMENT: ("Direction générale", "Secrétariat général", "Assemblées"),
    RECEPTION: ("Accueil", "État civil, guichet 1", "État civil, guichet 2", "Élections", "Cimetière"),
    FINANCE: ("Responsable des finances", "Comptabilité", "Régies", "Marchés publics"),
    STAFF: ("Responsable des ressources humaines", "Paie", "Carrières"),
    PLANNING: ("Instruction des permis", "Cadastre", "Foncier"),
    OUTREACH: ("Chargé de communication", "Bulletin municipal"),
    SCHOOLS: ("Inscriptions", "Restauration scolaire", "Périscolaire"),
    WORKS: ("Direction technique", "Bureau d’études", "Voirie", "Espaces verts", "Bâtiments", "Magasin"),
    COMPUTING: ("Référent informatique", "Assistance"),
    COUNCIL: ("Maire", "Adjoint aux finances", "Adjoint à l’urbanisme", "Adjoint aux écoles"),
    CULTURE: ("Responsable de la médiathèque", "Prêt", "Catalogage", "Poste public"),
    CHILDHOOD: ("Direction de la crèche", "Bureau des éducatrices"),
    SPORTS: ("Gardien", "Caisse de la piscine", "Vie associative"),
    CARE: ("Direction du CCAS", "Accueil social", "Aide à domicile", "Portage de repas", "Logement"),
    POLICE: ("Chef de poste", "Brigade", "Accueil du poste"),
}
