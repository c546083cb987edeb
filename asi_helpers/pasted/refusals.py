"""Why a text is refused, and what to do: said in both languages, on the page and in a notebook."""

from ..language import Count, Label

_WHY = {
    "too_long": Label(
        "This is {length} characters long, more than a table with its tests. "
        "Paste just the table: its two rows, its headings and what is printed beside them.",
        id="Teks ini panjangnya {length} karakter, lebih dari satu tabel beserta ujinya. "
        "Tempelkan tabelnya saja: dua barisnya, judul kolomnya, dan angka yang tercetak di "
        "sampingnya.",
    ),
    "other_digits": Label(
        "The digit {found} is not one of 0 to 9. Write the numbers in these digits.",
        id="Angka {found} bukan salah satu dari 0 sampai 9. Tulislah dengan angka 0 sampai 9.",
    ),
    "glued": Label(
        "{found} looks like several numbers without a space between them. "
        "Put a space between the cells.",
        id="{found} tampak seperti beberapa angka tanpa spasi di antaranya. "
        "Beri spasi di antara sel-selnya.",
    ),
    "no_counts": Label(
        "No four counts of people were found here. Paste a table with two rows and two columns "
        "of counts, with its headings.",
        id="Di sini tidak ditemukan empat jumlah orang. Tempelkan tabel dengan dua baris dan dua "
        "kolom jumlah orang, beserta judulnya.",
    ),
    "percentages_only": Label(
        "Only percentages were found here, no counts of people. Percentages alone do not tell how "
        "many people stand behind them: paste the counts too.",
        id="Di sini hanya ditemukan persentase, tanpa jumlah orang. Persentase saja tidak "
        "memberi tahu berapa orang di baliknya: tempelkan juga jumlahnya.",
    ),
    "hidden": Label(
        "{found} stands where a count should: a count that is hidden, because few people are "
        "behind it, cannot be worked with.",
        id="Di tempat suatu jumlah tercetak {found}: jumlah yang disembunyikan karena orangnya "
        "sedikit tidak dapat dihitung.",
    ),
    "no_total": Label(
        "A heading names a total, but no number here is the total of the others. If the second "
        "number of each row is the total, write how many are left instead.",
        id="Ada judul kolom total, tetapi tidak ada angka yang merupakan total dari angka lain. "
        "Jika angka kedua tiap baris adalah totalnya, tulislah sisanya sebagai gantinya.",
    ),
    "fraction": Label(
        "{found} may be {first} of {second}, or {first} against {second}. "
        "Write the two counts of each row apart.",
        id="{found} dapat berarti {first} dari {second}, atau {first} berbanding {second}. "
        "Tulislah kedua jumlah tiap baris secara terpisah.",
    ),
    "larger": Label(
        "A test with df = {df} belongs to a table of more than two rows or columns. "
        "This reads tables of two by two.",
        id="Uji dengan df = {df} berasal dari tabel dengan lebih dari dua baris atau kolom. "
        "Yang dapat dibaca di sini adalah tabel dua kali dua.",
    ),
    "not_explained": Label(
        "These counts were found: {found}. No four of them make a table of two by two in which all "
        "the others are totals. If there is a third row or column, or a second table, paste two "
        "rows and two columns of one table.",
        id="Jumlah yang ditemukan: {found}. Tidak ada empat di antaranya yang membentuk tabel dua "
        "kali dua dengan sisanya sebagai total. Jika ada baris atau kolom ketiga, atau tabel "
        "kedua, tempelkan dua baris dan dua kolom dari satu tabel.",
    ),
    "total": Label(
        "{first} and {second} make {sum}, but {found} is printed where their total stands. "
        "Check these numbers against the page that they were copied from.",
        id="{first} dan {second} menjadi {sum}, tetapi di tempat totalnya tercetak {found}. "
        "Cocokkan angka-angka ini dengan halaman asalnya.",
    ),
    "two_readings": Label(
        "Two tables fit these numbers: {first}, or {second}. "
        "Put each row on a line of its own, with its name in front.",
        id="Dua tabel cocok dengan angka-angka ini: {first}, atau {second}. "
        "Tulislah tiap baris pada barisnya sendiri, dengan namanya di depan.",
    ),
    "risk_alone": Label(
        "There are no counts here, and {number} tables give these ratios and limits. "
        "Paste the crosstabulation too.",
        id="Di sini tidak ada jumlah orang, dan ada {number} tabel yang menghasilkan rasio serta "
        "batas ini. Tempelkan juga tabel silangnya.",
    ),
    "risk_incomplete": Label(
        "There are no counts here. Ratios give a table back only where the odds ratio, both cohort "
        "ratios, their limits and the number of people are all there; missing: {missing}. "
        "Paste the crosstabulation too.",
        id="Di sini tidak ada jumlah orang. Rasio hanya dapat dikembalikan menjadi tabel bila "
        "rasio odds, kedua rasio kohort, batas-batasnya, dan jumlah orang semuanya ada; yang "
        "tidak ada: {missing}. Tempelkan juga tabel silangnya.",
    ),
}


class Refused(ValueError):
    """
    No table was read.

    Attributes
    ----------
    why : str
        Which of the reasons.
    label : Label
        What was found and what to do, in both languages.
    """

    def __init__(self, why, **found):
        self.why, self.found = why, found
        found = {
            gap: Count(value) if isinstance(value, int) else value for gap, value in found.items()
        }
        self.label = _WHY[why].fill(**found)
        super().__init__(str(self.label))

    def said_in(self, language):
        """Return the same error, with its message in `language`."""
        error = type(self)(self.why, **self.found)
        error.args = (error.label.say(language),)
        return error
