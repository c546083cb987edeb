"""What the calculator says around its results, in English and Indonesian."""

from ...language import Label
from ...sentences import CHI2, COUNTS, NO_INTERVAL, ODDS_RATIO

TITLE = Label("Calculator for a 2x2 table", id="Kalkulator tabel 2x2")
INSTRUCTION = Label(
    "Paste a table, or type any four counts.",
    id="Tempel sebuah tabel, atau ketik empat frekuensi apa pun.",
)
# Of a page only: where a kernel listens, what is typed goes to the computer that runs it.
PRIVATE = Label(
    "Nothing that you type leaves your browser.",
    id="Yang Anda ketik tidak keluar dari peramban ini.",
)
TEXT = {
    "table": Label("Table", id="Tabel"),
    "own_counts": Label("Your own counts", id="Frekuensi Anda sendiri"),
    "counts": COUNTS,
    "flip_rows": Label("Flip the rows", id="Tukar baris"),
    "flip_columns": Label("Flip the columns", id="Tukar kolom"),
    "clear": Label("Clear", id="Kosongkan"),
    "rename": Label("Rename the groups and outcomes", id="Ganti nama kelompok dan luaran"),
    "exposure": Label("What differs between the rows", id="Yang membedakan baris"),
    "exposed": Label("First row (the group that is compared)", id="Baris pertama (dibandingkan)"),
    "unexposed": Label("Second row (compared with)", id="Baris kedua (pembanding)"),
    "outcome": Label("What differs between the columns", id="Yang membedakan kolom"),
    "case": Label("First column (the outcome that is counted)", id="Kolom pertama (dihitung)"),
    "noncase": Label("Second column (the other outcome)", id="Kolom kedua (luaran lainnya)"),
    "audit": Label("Check a printed odds ratio", id="Periksa rasio odds yang tercetak"),
    "audit_how": Label(
        "Type the odds ratio and its two limits as a paper prints them, in that order. Where the "
        "counts give them as something else, such as a prevalence ratio, it is named.",
        id="Ketik rasio odds dan kedua batasnya seperti tercetak, dalam urutan itu. Jika menurut "
        "frekuensi sel angka itu ukuran lain, misalnya rasio prevalensi, ukurannya disebutkan.",
    ),
    "estimate": ODDS_RATIO,
    "first_limit": Label("First limit", id="Batas pertama"),
    "second_limit": Label("Second limit", id="Batas kedua"),
    "decimals": Label("Decimals of the odds ratio", id="Desimal rasio odds"),
    "measure": Label("Measure", id="Ukuran"),
    "value": Label("Value ({level}% CI)", id="Nilai (IK {level}%)"),
    "total": Label("Total", id="Jumlah"),
    "total_of": Label("Total, {label}", id="Jumlah, {label}"),
    "level": Label("Level of confidence", id="Tingkat kepercayaan"),
    "n": Label("Number of people", id="Banyaknya orang"),
    "haldane": Label(
        "Odds ratio with 0.5 added to every cell (Haldane)",
        id="Rasio odds jika setiap sel ditambah 0,5 (Haldane)",
    ),
    "chi2": Label("{chi2} (Pearson)", id="{chi2} (Pearson)").fill(chi2=CHI2),
    "yates": Label(
        "Yates' correction (in SPSS: Continuity Correction)",
        id="Koreksi Yates (di SPSS: Continuity Correction)",
    ),
    "n_minus_1": Label("n - 1 correction", id="Koreksi n - 1"),
    "fisher": Label("Fisher's exact test", id="Uji eksak Fisher"),
    "fisher_large": Label("not for a table this large", id="tidak untuk tabel sebesar ini"),
    "smallest_expected": Label("Smallest expected count", id="Frekuensi harapan terkecil"),
    "words": Label("In English", id="Dalam bahasa Indonesia"),
    "more_words": Label(
        "The difference and the tests in words", id="Selisih dan uji dalam kata-kata"
    ),
    "to": Label("to", id="sampai"),
    "no_interval": NO_INTERVAL,
    "points": Label("percentage points", id="poin persentase"),
    "name_them": Label(
        "Not everything has a name yet, so the sentences say {names}. Name your groups and "
        "outcomes before you use a sentence.",
        id="Belum semuanya diberi nama, jadi kalimatnya memakai {names}. Beri nama kelompok dan "
        "luaran Anda sebelum memakai kalimatnya.",
    ),
    "taken": Label("Read {taken}; left out: {left}", id="Terbaca {taken}; tidak dipakai: {left}"),
    "start": Label(
        "Type the four counts, or choose a table of the book.",
        id="Ketik keempat frekuensi, atau pilih sebuah tabel dari buku ini.",
    ),
    "no_result": Label(
        "No result yet: see the message beside the field.",
        id="Belum ada hasil: lihat pesan di samping kolom isian.",
    ),
}
PROBLEMS = {
    "empty": Label(
        "Type a whole number; 0 if there is nobody.",
        id="Ketik bilangan bulat; 0 jika tidak ada orang.",
    ),
    "not_a_number": Label(
        "This is not a number. Type a whole number, such as 27.",
        id="Ini bukan angka. Ketik bilangan bulat, misalnya 27.",
    ),
    "script": Label(
        "These are digits of another script. Type 0 to 9.",
        id="Ini angka dari aksara lain. Ketik 0 sampai 9.",
    ),
    "several": Label(
        "This is more than one number. Type one count alone, such as 27.",
        id="Ini lebih dari satu angka. Ketik satu frekuensi saja, misalnya 27.",
    ),
    "inexact": Label(
        "“Less than” and “more than” are no number to compute with: the number itself is needed.",
        id="“Kurang dari” dan “lebih dari” tidak dapat dihitung: diperlukan angkanya sendiri.",
    ),
    "of_all": Label(
        "Type the two counts apart: of 27/34, 27 in one field and the others, 34 - 27 = 7, in the "
        "field beside it.",
        id="Ketik kedua frekuensi terpisah: dari 27/34, 27 di satu kolom isian dan sisanya, "
        "34 - 27 = 7, di kolom isian sebelahnya.",
    ),
    "thousands": Label(
        "Decimals, or thousands? Type the count without this mark, such as 1517.",
        id="Desimal atau ribuan? Ketik frekuensi tanpa tanda ini, misalnya 1517.",
    ),
    "negative": Label("A count cannot be below 0.", id="Frekuensi tidak mungkin di bawah 0."),
    "fraction": Label(
        "A count is a whole number of people, not a percentage or a proportion.",
        id="Frekuensi adalah banyaknya orang, bilangan bulat, bukan persentase atau proporsi.",
    ),
    "too_large": Label("Too large for this calculator.", id="Terlalu besar untuk kalkulator ini."),
    "empty_row": Label(
        "Nobody is in this row, so there is nothing to compare.",
        id="Tidak ada orang di baris ini, jadi tidak ada yang dibandingkan.",
    ),
    "empty_column": Label(
        "Nobody is in this column, so there is nothing to compare.",
        id="Tidak ada orang di kolom ini, jadi tidak ada yang dibandingkan.",
    ),
    "empty_printed": Label("Type the printed number.", id="Ketik angka yang tercetak."),
    "not_printed": Label(
        "Type the number as printed, such as 0.029 or 0,029.",
        id="Ketik angka seperti tercetak, misalnya 0,029 atau 0.029.",
    ),
    "several_printed": Label(
        "This is more than one number. Type the ratio and each limit in a field of its own.",
        id="Ini lebih dari satu angka. Ketik rasio dan tiap batas di kolom isiannya sendiri.",
    ),
    "worked_out": Label(
        "Type the number itself: whether it is upside down is part of the check.",
        id="Ketik angkanya sendiri: apakah angka itu terbalik ikut diperiksa.",
    ),
    "not_positive": Label(
        "A ratio and its limits are above 0.", id="Rasio dan batasnya selalu di atas 0."
    ),
}
FLAGS = {
    "inverted": Label(
        "Upside down: it is 1 divided by the odds ratio that the counts give.",
        id="Terbalik: sama dengan 1 dibagi rasio odds yang dihitung dari frekuensi sel.",
    ),
    "lost_zero": Label("A limit has lost a zero.", id="Satu batas kehilangan angka nol."),
    "descending": Label("The limits go down, not up.", id="Batas-batasnya menurun, bukan menaik."),
    "excludes_estimate": Label(
        "The limits exclude their own estimate.", id="Batas-batasnya tidak memuat estimasinya."
    ),
    "not_log_symmetric": Label(
        "The limits do not lie evenly around the estimate, counted in multiples.",
        id="Batas-batasnya tidak seimbang di sekitar estimasi, dihitung dalam kelipatan.",
    ),
}
