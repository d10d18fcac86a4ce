"""What a guesser tries first: the words, dates and runs of keys of the passwords most used in France.

Written by us from what everyone knows to be common; no published list of leaked passwords was copied.
All are in lower case, without accents; `walks` are ordered runs, read in both directions.
"""

WORDS = """
motdepasse motdepass monmotdepasse lemotdepasse nouveaumotdepasse mdp mdpass passe passwd password passwords
passphrase passcode mypassword newpassword secret secrets topsecret confidentiel code codesecret acces access entrer
ouvert ouvretoi sesame ouvretoisesame letmein login logon connexion connect compte account user username utilisateur
usager invite guest visiteur admin admins administrator administrateur administration adminadmin root superuser
superadmin master test tests testing teste essai essais demo default defaut exemple example sample temp temporaire
provisoire initial changeme changer changemoi achanger changezmoi modifier nouveau nouvelle new old ancien standard
service services bureau office accueil direction secretariat informatique dsi systeme system serveur server ordinateur
computer internet intranet extranet reseau network wifi freebox livebox bbox orange wanadoo sosh bouygues windows
microsoft google apple android samsung facebook instagram youtube netflix twitter tiktok snapchat linux ubuntu iphone
imprimante logiciel

mairie mairies commune communes communal communale collectivite ville villes village villede mairiede hoteldeville
metropole agglo agglomeration departement region prefecture conseil conseiller maire adjoint elus elu agent agents
citoyen citoyenne marianne republique liberte egalite fraternite libertegalitefraternite libertegaliteffraternite
france francais francaise vivelafrance bleublancrouge etat civil etatcivil urbanisme cantine ecole ecoles creche ccas
police mediatheque bibliotheque piscine technique finances comptabilite budget elections

bienvenue welcome bonjour bonsoir bonnejournee salut coucou hello allo aurevoir merci mercibeaucoup bonneannee
bonnefete joyeuxnoel noel paques vacances weekend hiver printemps ete automne winter spring summer autumn janvier
fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april june july
august september october november december lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday
wednesday thursday friday saturday sunday aujourdhui demain maintenant toujours jamais

amour amours monamour moncoeur coeur jetaime jetaimes jtaime jetadore jaime aime jetaimemonamour chezmoi cheznous
monchat monchien mafille monfils iloveyou loveyou love lover iloveu bisous bisou calin caline chouchou loulou loulous
louloute doudou doudous poupette poussin poulette princesse princess prince reine queen king lapin lapinou nounours
nounou titi titou toto tata tonton papa maman mamans papamaman papi mamie famille family enfants enfant bebe fille
filles garcon coquine coquin cherie cheri mignon ange anges angel angels diable demon dieu jesus allah mohamed
bismillah hamdoulillah inchallah marie maria merde putain connard fuckyou fuck bordel sexy sex

soleil sunshine etoile etoiles lune moon star stars ciel arcenciel nuage fleur fleurs flower rose roses tulipe
violette marguerite jardin nature foret montagne plage mer ocean riviere dauphin dolphin papillon butterfly chocolat
chocolate caramel nutella vanille fraise cerise banane pomme orangina bonbon gateau fromage pizza couscous biere
pastis cocacola cafe champagne chaton chatons chat chats chien chiens cheval chevaux tigre tiger lion loup wolf
panthere dragon licorne unicorn monkey singe minou minette filou mimine felix medor rex caramelle noisette cannelle
praline bleu rouge vert jaune violet noir blanc blue black silver gold diamond diamant cristal musique music guitare
piano football foot rugby tennis basketball baseball hockey judo velo moto voiture ferrari porsche mercedes peugeot
renault citroen audi bmw yamaha kawasaki harley ducati

marseille olympique olympiquedemarseille psg parissaintgermain paris paname lyon toulouse nice nantes strasbourg
montpellier bordeaux lille rennes reims lehavre saintetienne asse toulon grenoble dijon angers nimes brest lemans
clermont limoges amiens perpignan metz nancy orleans mulhouse rouen caen tours besancon avignon bretagne breizh alsace
provence corse corsica normandie auvergne savoie portugal benfica algerie maroc tunisie espagne italie barcelona
barcelone realmadrid liverpool arsenal chelsea juventus zidane ronaldo messi mbappe neymar

thomas nicolas julien alexandre maxime antoine guillaume romain florian kevin anthony jeremy vincent mathieu sebastien
clement quentin lucas hugo theo louis pierre paul jean jacques michel philippe alain bernard patrick daniel christophe
laurent stephane olivier david frederic pascal thierry eric didier bruno arnaud cedric damien fabien jerome ludovic
xavier marine camille manon laura lea chloe emma julie sarah pauline marion mathilde celine aurelie emilie virginie
stephanie sandrine nathalie isabelle sylvie catherine christine francoise martine veronique valerie sophie caroline
audrey melanie charlotte elodie amandine laetitia jessica vanessa sabrina michael jordan robert martin bernadette
dupont durand charlie daniela andrea jennifer ashley michelle nicole hannah

batman superman spiderman pokemon pikachu naruto sasuke dragonball sangoku vegeta zelda mario luigi sonic minecraft
fortnite matrix starwars skywalker yoda darkvador terminator titanic simpson homer tintin asterix obelix snoopy mickey
minnie bambi simba nemo tigrou winnie barbie hellokitty harrypotter poudlard gandalf frodon azeroth warcraft
worldofwarcraft counterstrike killer hunter ninja pirate shadow phoenix mustang maverick freedom whatever trustno
superstar computers abcd abcde ghjkl qwerty azerty azertyu azertyui azer qwer zxcvbn lovelove hahaha blabla blablabla
bonjourbonjour aqwzsx azqsd azqswx wxcv poiuy poiuyt lkjhg mlkjhg nbvcxw

correcthorsebatterystaple chevalcorrectagrafebatterie
"""
COMMON = frozenset(WORDS.split())

WALKS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1a2z3e4r5t6y7u8i9o0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1aqw2zsx3edc4rfv5tgb6yhn7uj8ik9ol0pm",
    "aqwzsxedcrfvtgbyhnujikolpm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1b2c3d4e5f6g7h8i9j",
    "a1b2c3d4e5f6g7h8i9j0",
    "147258369",
    "159357",
    "987654321",
    "&e\"'(-e_ca)=",
    "!@#$%^&*()",
)
