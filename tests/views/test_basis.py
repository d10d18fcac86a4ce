"""The catalogue's pages say what each fact rests on, what failed elsewhere, and what is to be read again."""


def test_a_tool_says_what_each_fact_rests_on_and_what_failed(visit):
    told = visit("/catalogue/outils/microsoft-365").main.text.replace("\u00a0", " ")
    assert "docx/xlsx/pptx (OOXML), ODF lisible (connaissance commune)" in told
    assert "oui (avis du catalogue)" in told
    assert "Vu : Réussite, Nantes : 5" in told
    assert "Vu : Échec, Nancy : stratégie libre arrêtée après un changement de majorité" in told
    assert "Rien n’est proposé pour : authentification unique." in told


def test_the_three_words_are_explained_on_the_method_page(visit):
    page = visit("/catalogue/alternatives/bluemind")
    link = page.find("a", string=lambda text: text and "avis du catalogue" in text)
    assert link["href"] == "/methode#bases"
    assert "connaissance commune" in visit("/methode").find(id="bases").find_next("dl").text.lower()


def test_what_is_installed_anyway_proves_no_use(visit):
    assert "ne prouve pas qu’on s’en sert" in visit("/catalogue/outils/edge").main.text


def test_what_only_a_vendor_says_is_told_so(visit):
    rows = visit("/catalogue/outils/gmail").main.find_all("tr")
    (row,) = [row for row in rows if "BlueMind" in row.text]
    assert "selon l’éditeur" in row.text


def test_a_tool_shows_its_published_ends_and_the_kind_of_extension(visit):
    told = visit("/catalogue/outils/windows-server").main.find("details").text
    assert "2016" in told
    assert "12/01/2027" in told
    assert "Prolongation payante, jusqu’au 12/01/2030" in told
    assert visit("/catalogue/outils/doodle").main.find("details") is None
